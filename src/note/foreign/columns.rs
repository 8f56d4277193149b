//! What the columns of a table hold, known by their names.

use crate::model::choice::choices;
use crate::model::matching::without_accents;

choices! {
    /// What a column holds. The words are those of a `columns.yaml`.
    Column {
        /// The client's whole name.
        Name = "client",
        /// Their first name.
        FirstName = "first_name",
        /// Their last name.
        LastName = "last_name",
        /// Their address.
        Email = "email",
        /// The day of the call, and the hour if it stands with it.
        Start = "date",
        /// The hour alone.
        Time = "time",
        /// When it ended.
        End = "end",
        /// The hour at which it ended.
        EndTime = "end_time",
        /// The zone of its hour.
        Zone = "timezone",
        /// How long it was.
        Minutes = "minutes",
        /// The same in hours.
        Hours = "hours",
        /// Hours that were paid for.
        PaidHours = "paid_hours",
        /// Hours that were given.
        ProBonoHours = "pro_bono_hours",
        /// Whether it was called off.
        Cancelled = "cancelled",
        /// By whom.
        CancelledBy = "cancelled_by",
        /// What became of it.
        Status = "status",
        /// Whether nobody came.
        NoShow = "no_show",
        /// Whether it was paid for.
        Fee = "fee",
        /// The other program's name for it.
        Id = "id",
        /// Its title.
        Title = "title",
        /// Whether one person came, or several.
        Kind = "kind",
        /// How many.
        GroupSize = "group_size",
        /// What was written of it.
        Body = "notes",
    }
}

/// The names by which columns are known, without case, accents and signs.
const KNOWN: [(Column, &[&str]); 23] = [
    (
        Column::Name,
        &[
            "client",
            "client name",
            "name",
            "full name",
            "invitee",
            "invitee name",
            "coachee",
            "customer",
            "customer name",
            "attendee",
            "attendee name",
            "klient",
            "klientin",
            "kunde",
            "kundin",
            "client e",
            "nom",
            "nom du client",
            "cliente",
            "nombre",
            "coachee name",
            "name of client",
            "klient in",
            "kunde kundin",
            "nom complet",
            "nombre del cliente",
        ],
    ),
    (Column::FirstName, &["first name", "invitee first name", "client first name", "vorname", "prenom"]),
    (
        Column::LastName,
        &[
            "last name",
            "invitee last name",
            "client last name",
            "family name",
            "nachname",
            "familienname",
            "surname",
            "nom de famille",
            "apellido",
            "apellidos",
        ],
    ),
    (
        Column::Email,
        &[
            "email",
            "e mail",
            "mail",
            "invitee email",
            "client email",
            "attendee email",
            "email address",
            "contact info",
            "contact information",
            "client contact info",
            "client contact information",
            "adresse e mail",
            "correo",
        ],
    ),
    (
        Column::Start,
        &[
            "date",
            "day",
            "session date",
            "call date",
            "date of session",
            "start date",
            "start date time",
            "start date and time",
            "start time utc",
            "start date time utc",
            "date utc",
            "starts at",
            "datum",
            "beginnt am",
            "tag",
            "termin",
            "date de seance",
            "fecha",
            "appointment date",
            "event start time",
            "date of call",
            "date of coaching",
            "date time",
            "date and time",
            "datum der sitzung",
            "sitzungsdatum",
            "date de la seance",
            "jour",
            "fecha de la sesion",
            "fecha de sesion",
        ],
    ),
    (
        Column::Time,
        &[
            "time",
            "start time",
            "start",
            "from",
            "hour",
            "uhrzeit",
            "beginn",
            "beginnt um",
            "startzeit",
            "von",
            "heure",
            "debut",
            "heure de debut",
            "hora",
            "inicio",
            "hora de inicio",
            "appointment time",
        ],
    ),
    (
        Column::End,
        &[
            "end date",
            "end date time",
            "end date and time",
            "ends at",
            "enddatum",
            "endet am",
            "event end time",
            "end time utc",
            "end date time utc",
        ],
    ),
    (
        Column::EndTime,
        &[
            "end time",
            "end",
            "to",
            "until",
            "ende",
            "endzeit",
            "endet um",
            "bis",
            "fin",
            "heure de fin",
            "hora de fin",
        ],
    ),
    // A bare `Timezone` may as well be where the client is.
    (
        Column::Zone,
        &[
            "start timezone",
            "start time zone",
            "event timezone",
            "event time zone",
            "session timezone",
            "session time zone",
            "meeting timezone",
            "meeting time zone",
            "timezone of the call",
            "time zone of the call",
        ],
    ),
    (
        Column::Minutes,
        &[
            "minutes",
            "min",
            "mins",
            "duration",
            "duration minutes",
            "duration in minutes",
            "duration min",
            "length",
            "dauer",
            "minuten",
            "duree",
            "duracion",
            "minutos",
            "dauer min",
            "dauer minuten",
            "dauer in minuten",
            "duree min",
            "duree minutes",
            "duree en minutes",
            "duracion min",
            "duracion en minutos",
            "session length",
            "session duration",
        ],
    ),
    (
        Column::Hours,
        &[
            "hours",
            "hrs",
            "duration hours",
            "duration hrs",
            "duration h",
            "duration in hours",
            "coaching hours",
            "session hours",
            "stunden",
            "std",
            "dauer h",
            "dauer std",
            "dauer stunden",
            "dauer in stunden",
            "heures",
            "duree h",
            "duree heures",
            "duree en heures",
            "horas",
            "duracion h",
            "duracion horas",
            "duracion en horas",
        ],
    ),
    (Column::PaidHours, &["paid hours"]),
    (Column::ProBonoHours, &["pro bono hours", "probono hours"]),
    (
        Column::CancelledBy,
        &["canceled by", "cancelled by", "abgesagt von", "abgesagt durch", "annule par", "cancelado por"],
    ),
    (Column::Cancelled, &["canceled", "cancelled", "is cancelled", "abgesagt", "annule", "cancelado"]),
    (
        Column::Status,
        &["status", "state", "attendance", "outcome", "statut", "etat", "estado", "session status"],
    ),
    (Column::NoShow, &["no show", "noshow", "marked as no show", "is no show", "nicht erschienen"]),
    (Column::Fee, &["fee", "paid pro bono", "payment", "paid"]),
    (
        Column::Id,
        &["id", "uid", "event uuid", "uuid", "event id", "booking id", "session id", "appointment id"],
    ),
    (Column::Title, &["title", "event", "event type name", "event name", "subject", "summary", "betreff"]),
    (
        Column::Kind,
        &[
            "kind",
            "type",
            "individual group",
            "individual or group",
            "session type",
            "einzel gruppe",
            "art",
            "tipo",
        ],
    ),
    (
        Column::GroupSize,
        &[
            "group size",
            "number in group",
            "number of clients in group",
            "number of participants",
            "participants in group",
            "gruppengrosse",
        ],
    ),
    (
        Column::Body,
        &[
            "notes",
            "note",
            "session notes",
            "notizen",
            "notiz",
            "bemerkungen",
            "remarques",
            "comments",
            "comment",
            "notas",
        ],
    ),
];

/// Names of a column that may as well hold the title of a page, or somebody's last name alone.
const BARE_NAMES: [&str; 5] = ["name", "full name", "nom", "nombre", "nom complet"];

/// What each column holds; of two that would hold the same, the first. A start that is only a time is no day.
#[must_use]
pub fn assign_columns(head: &[String]) -> Vec<Option<Column>> {
    let find = |name: &String| {
        let plain = plain(name);
        let known = KNOWN.iter().find(|(_, names)| names.contains(&plain.as_str()))?.0;
        Some((known, BARE_NAMES.contains(&plain.as_str())))
    };
    let all: Vec<Option<(Column, bool)>> = head.iter().map(find).collect();
    let has = |wanted: (Column, bool)| all.contains(&Some(wanted));
    // Notion's `Name` is a page's title where another column says who it was; a German `Name` beside `Vorname` is the last name.
    let bare = match () {
        () if has((Column::Name, false)) => Column::Title,
        () if has((Column::FirstName, false)) && !has((Column::LastName, false)) => Column::LastName,
        () => Column::Name,
    };
    let mut found: Vec<Option<Column>> = Vec::new();
    for known in &all {
        let column = known.map(|(column, is_bare)| if is_bare { bare } else { column });
        found.push(column.filter(|column| !found.contains(&Some(*column))));
    }
    // Where there is no other day, `Start Time` holds it, and `End Time` the last one.
    if !found.contains(&Some(Column::Start)) {
        for (hour, whole) in [(Column::Time, Column::Start), (Column::EndTime, Column::End)] {
            if !found.contains(&Some(whole)) {
                found
                    .iter_mut()
                    .filter(|column| **column == Some(hour))
                    .for_each(|column| *column = Some(whole));
            }
        }
    }
    found
}

/// `Start Date & Time` is `start date time`.
#[must_use]
pub fn plain(name: &str) -> String {
    let folded = without_accents(name).to_lowercase();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
