use super::{Column, assign_columns};

#[test]
fn a_bare_name_is_whose_it_is_only_where_no_other_column_says_so() {
    for (head, wanted) in [
        ("Name,Date", &[Some(Column::Name), Some(Column::Start)][..]),
        ("Name,Client,Date", &[Some(Column::Title), Some(Column::Name), Some(Column::Start)]),
        ("Name,Vorname,Datum", &[Some(Column::LastName), Some(Column::FirstName), Some(Column::Start)]),
        ("Datum,Von,Bis", &[Some(Column::Start), Some(Column::Time), Some(Column::EndTime)]),
        ("Start,End", &[Some(Column::Start), Some(Column::End)]),
    ] {
        let head: Vec<String> = head.split(',').map(str::to_owned).collect();
        assert_eq!(assign_columns(&head), wanted);
    }
}

#[test]
fn the_columns_of_a_coaching_log_are_known() {
    let log = "Client Name,Contact Information,Individual or Group,Number in Group,Start Date,End Date,Paid Hours,Pro-Bono Hours";
    let head: Vec<String> = log.split(',').map(str::to_owned).collect();
    let known: Vec<Column> = assign_columns(&head).into_iter().flatten().collect();
    assert_eq!(
        known,
        [
            Column::Name,
            Column::Email,
            Column::Kind,
            Column::GroupSize,
            Column::Start,
            Column::End,
            Column::PaidHours,
            Column::ProBonoHours
        ]
    );
}
