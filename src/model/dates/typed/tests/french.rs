use super::{WEDNESDAY, assert_read, assert_read_back};

#[test]
fn days() {
    assert_read(
        WEDNESDAY,
        &[
            ("aujourd'hui", "2026-11-04"),
            ("Aujourd’hui", "2026-11-04"),
            ("demain", "2026-11-05"),
            ("après-demain", "2026-11-06"),
            ("hier", "2026-11-03"),
            ("avant-hier", "2026-11-02"),
            ("mardi", "2026-11-10"),
            ("mar.", "2026-11-10"),
            ("ven", "2026-11-06"),
            ("ce vendredi", "2026-11-06"),
            ("vendredi prochain", "2026-11-13"),
            ("mardi en huit à 9h", "2026-11-17T09:00"),
            ("mardi en quinze", "2026-11-24"),
            ("mardi dernier", "2026-11-03"),
            ("dans deux semaines", "2026-11-18"),
            ("dans 10 jours", "2026-11-14"),
            ("dans une semaine", "2026-11-11"),
            ("dans un mois", "2026-12-04"),
            ("il y a trois jours", "2026-11-01"),
            ("la semaine prochaine", "2026-11-11"),
            ("mardi de la semaine prochaine", "2026-11-10"),
            ("le mois prochain", "2026-12-04"),
            ("fin du mois", "2026-11-30"),
            ("fin janvier", "2027-01-31"),
            ("premier lundi de décembre", "2026-12-07"),
            ("le 24 novembre", "2026-11-24"),
            ("24 nov. 2026", "2026-11-24"),
            ("le 1er décembre", "2026-12-01"),
            ("24 FÉVRIER", "2027-02-24"),
            ("le 24", "2026-11-24"),
            ("mardi 24 novembre", "2026-11-24"),
            ("mardi 24", "2026-11-24"),
            ("24/11/26", "2026-11-24"),
            ("3 mars", "2027-03-03"),
        ],
    );
}

#[test]
fn hours() {
    assert_read(
        WEDNESDAY,
        &[
            ("mardi 14h30", "2026-11-10T14:30"),
            ("mardi à 14 h 30", "2026-11-10T14:30"),
            ("demain 10h", "2026-11-05T10:00"),
            ("demain à 10 heures", "2026-11-05T10:00"),
            ("demain matin à 9h", "2026-11-05T09:00"),
            ("10 heures et demie", "2026-11-04T10:30"),
            ("demain à dix heures et quart", "2026-11-05T10:15"),
            ("demain à 3 heures de l'après-midi", "2026-11-05T15:00"),
            ("midi", "2026-11-04T12:00"),
            ("demain à midi", "2026-11-05T12:00"),
            ("midi et demi", "2026-11-04T12:30"),
            ("ce soir", "2026-11-04"),
            ("ce soir à 8 heures", "2026-11-04T20:00"),
            ("le 24 novembre à 14h", "2026-11-24T14:00"),
            ("mardi prochain à 14h30", "2026-11-10T14:30"),
            ("lundi prochain 9h", "2026-11-09T09:00"),
        ],
    );
}

#[test]
fn what_looks_back() {
    assert_read_back(&[
        ("mardi", "2026-11-03"),
        ("le 24 novembre", "2025-11-24"),
        ("il y a deux semaines", "2026-10-21"),
        ("la semaine dernière", "2026-10-28"),
        ("hier soir à 9 heures", "2026-11-03T21:00"),
    ]);
}
