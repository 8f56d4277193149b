use super::{WEDNESDAY, assert_read, assert_read_back};

#[test]
fn days() {
    assert_read(
        WEDNESDAY,
        &[
            ("hoy", "2026-11-04"),
            ("mañana", "2026-11-05"),
            ("manana", "2026-11-05"),
            ("pasado mañana", "2026-11-06"),
            ("ayer", "2026-11-03"),
            ("anteayer", "2026-11-02"),
            ("martes", "2026-11-10"),
            ("el miércoles", "2026-11-11"),
            ("mié", "2026-11-11"),
            ("este viernes", "2026-11-06"),
            ("el próximo martes", "2026-11-10"),
            ("el martes que viene", "2026-11-10"),
            ("el lunes pasado", "2026-11-02"),
            ("en dos semanas", "2026-11-18"),
            ("dentro de 10 días", "2026-11-14"),
            ("hace tres días", "2026-11-01"),
            ("la semana que viene", "2026-11-11"),
            ("la próxima semana", "2026-11-11"),
            ("el martes de la semana que viene", "2026-11-10"),
            ("el mes que viene", "2026-12-04"),
            ("el próximo año", "2027-11-04"),
            ("fin de mes", "2026-11-30"),
            ("a finales de enero", "2027-01-31"),
            ("primer lunes de diciembre", "2026-12-07"),
            ("24 de noviembre", "2026-11-24"),
            ("el 24 de noviembre de 2026", "2026-11-24"),
            ("martes 24 de noviembre", "2026-11-24"),
            ("el 24", "2026-11-24"),
            ("1 ene", "2027-01-01"),
            ("3 ago", "2027-08-03"),
        ],
    );
}

#[test]
fn hours() {
    assert_read(
        WEDNESDAY,
        &[
            ("mañana a las 10", "2026-11-05T10:00"),
            ("mañana a las 10:30 h", "2026-11-05T10:30"),
            ("el martes a las 10 de la mañana", "2026-11-10T10:00"),
            ("a las 3 de la tarde", "2026-11-04T15:00"),
            ("mañana por la mañana", "2026-11-05"),
            ("mañana por la mañana a las 9", "2026-11-05T09:00"),
            ("esta noche", "2026-11-04"),
            ("esta noche a las 8", "2026-11-04T20:00"),
            ("a las diez y media", "2026-11-04T10:30"),
            ("el viernes a las once menos cuarto", "2026-11-06T10:45"),
            ("el viernes al mediodía", "2026-11-06T12:00"),
            ("hoy 17 horas", "2026-11-04T17:00"),
            ("el lunes a las 9", "2026-11-09T09:00"),
            ("el lunes 30 de noviembre a las 9", "2026-11-30T09:00"),
        ],
    );
}

#[test]
fn what_looks_back() {
    assert_read_back(&[
        ("martes", "2026-11-03"),
        ("24 de noviembre", "2025-11-24"),
        ("hace una semana", "2026-10-28"),
        ("la semana pasada", "2026-10-28"),
        ("ayer por la tarde a las 5", "2026-11-03T17:00"),
    ]);
}
