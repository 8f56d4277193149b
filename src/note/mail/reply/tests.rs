use super::{Part, Source, blank_out_others, join_own_words, tell_apart};

/// The own words of a mail, lines joined by `|`, blank ones left out.
fn own(text: &str) -> String {
    let own = join_own_words(text, Source::Mail);
    own.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
}

#[test]
fn what_is_quoted_is_told_from_what_is_answered() {
    for (mail, wanted) in [
        ("Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Robin <r@b.org> wrote:\n> How was it?\n", "Yes."),
        (
            "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Robin Vale\n<r@b.org> wrote:\n\n> How?\n\nMore.\n",
            "Yes.|More.",
        ),
        ("Ja.\n\nAm 23.11.26 um 10:00 schrieb Robin Vale:\n> Wie war es?\n", "Ja."),
        ("Ja.\n\nRobin Vale <r@b.org> schrieb am Mo., 23. Nov. 2026, 10:00:\n\nWie war es?\n", "Ja."),
        ("Oui.\n\nLe lun. 23 nov. 2026 à 10:00, Robin <r@b.org> a écrit :\n\n> Alors ?\n", "Oui."),
        ("Sí.\n\nEl lun, 23 nov 2026 a las 10:00, Robin (<r@b.org>) escribió:\n\n> ¿Y?\n", "Sí."),
        ("好。\n\nRobin <r@b.org> 于2026年11月23日周一 10:00写道：\n\n> 怎么样\n", "好。"),
        ("はい。\n\n2026年11月23日(月) 10:00 Robin <r@b.org>:\n\n> どう\n", "はい。"),
        ("Yes.\n\nOn 23 Nov 2026, at 10:00, Robin <r@b.org> wrote:\n\nHow was it?\n\nRobin\n", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: R\nHow?\n", "Yes."),
        ("Yes.\n\nBegin forwarded message:\n\nHow?\n", "Yes."),
        (
            "Ja.\n\n________________________________\nVon: R <r@b.org>\nGesendet: Montag\nAn: A\nBetreff: x\n\nWie?\n",
            "Ja.",
        ),
        ("Oui.\n\n**De :** R\n**Envoyé :** lundi\n**À :** A\n\nAlors ?\n", "Oui."),
        ("Sí.\n\nDe: R <r@b.org>\nPara: A\nAsunto: x\n\n¿Y?\n", "Sí."),
        ("From: R\nSent: Monday\n\nHow?\n", ""),
        ("Ja.\n\nFrå: R <r@b.org>\nNår: 6. desember 2018\nKven: A\n\nKorleis?\n", "Ja."),
        (
            "Kyllä.\n\nLähettäjä: R <r@b.org>\nLähetetty: torstai\nVastaanottaja: A\nAihe: x\n\nMiten?\n",
            "Kyllä.",
        ),
        ("Да.\n\nчт, 6 дек. 2018 г. в 13:30, Robin <r@b.org>:\n\n> Как?\n", "Да."),
        ("Tak.\n\nW dniu 6.12.2018 o 13:30, Robin pisze:\n> Jak?\n", "Tak."),
        ("Yes.\n\nFrom: R <r@b.org>\n\nSent: Monday\n\nTo: A\n\nSubject: x\n\nHow?\n", "Yes."),
        (
            "Ja.\n\n  Am Montag, 23. November 2026 um 10:00:12 MEZ hat Robin <r@b.org> Folgendes geschrieben:  \n\n Wie?\n",
            "Ja.",
        ),
        ("> How was it?\nGood.\n> And Kim?\nNot yet.\n", "Good.|Not yet."),
        (
            "> This line of yours was long enough to be broken by the program that\nquotes it here\n> again.\nYes.\n",
            "Yes.",
        ),
    ] {
        assert_eq!(own(mail), wanted, "{mail}");
    }
}

#[test]
fn what_only_looks_like_a_quote_stays_whole() {
    for mail in [
        "On Monday Kim wrote:\nthat she can't.\nI was glad.\n",
        "On Monday I went. At 10:00 Kim called.\nHere is what I saw:\n- one\n",
        "From: the sofa\nTo: the door\n",
        "What I take from it:\n1. to ask\n",
        "To: do\nFrom: now on\n\nI start.\n",
        "First.\n--\nThen.\n",
        "Kim: Kim Ek <kim@b.org>\nPhone: 123 456\nCity: York\n\nI wrote to her.\n",
        "My new ones:\nWork: Ada <a@b.org>\nSince: 2018\nRoom: 3\n\nI start.\n",
    ] {
        let whole: Vec<_> = mail.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(own(mail), whole.join("|"), "{mail}");
    }
}

#[test]
fn signatures_are_told_apart() {
    for (mail, wanted) in [
        ("Yes.\n\n-- \nAda Lund\nHarbour House\n", "Yes."),
        ("Yes.\n\n--\nAda\n", "Yes."),
        ("Yes.\n> How?\n--\nAda\n", "Yes."),
        ("Yes.\n\nSent from my iPhone\n", "Yes."),
        ("Ja.\n\nVon meinem iPhone gesendet\n\n> Wie?\n", "Ja."),
        ("Oui.\n\nEnvoyé de mon iPhone\n", "Oui."),
        (
            "Yes.\n\nGet Outlook for iOS<https://aka.ms/x>\n________________________________\nFrom: R <r@b.org>\nSent: Monday\n\nHow?\n",
            "Yes.",
        ),
        (
            "Sent from my hotel: a card.\nIt rains.\nI rest.\n",
            "Sent from my hotel: a card.|It rains.|I rest.",
        ),
    ] {
        assert_eq!(own(mail), wanted, "{mail}");
    }
}

#[test]
fn headers_that_were_pasted_with_a_mail_are_no_words() {
    let pasted = "\nFrom: Ada <ada@b.org>\nSent: Monday\nSubject: x\n\nI went.\n";
    assert_eq!(join_own_words(pasted, Source::Pasted).trim(), "I went.");
    assert_eq!(join_own_words("From: Ada <ada@b.org>\n\nI went.\n", Source::Pasted).trim(), "I went.");
    assert_eq!(own(pasted), "");
}

#[test]
fn a_mark_is_that_of_a_signature_with_fifteen_lines_below_it_at_most() {
    for (count, is_one) in [(14, true), (15, true), (16, false)] {
        let mail = format!("Yes.\n\n-- \n{}", "a line\n\n".repeat(count));
        assert_eq!(own(&mail) == "Yes.", is_one, "{count}");
    }
    // The first of several counts that is near enough.
    assert_eq!(
        own(&format!("Yes.\n\n--\n{}\n--\nAda\n\n--\nLund\n", "a\n".repeat(15))),
        format!("Yes.|--|{}", ["a"; 15].join("|"))
    );
}

#[test]
fn every_byte_stands_in_one_piece() {
    let mail = "Good.\r\n\r\n> é\r\nYes é.\r\n-- \r\nAda";
    let pieces = tell_apart(mail, Source::Mail);
    let joined: String = pieces.iter().map(|piece| &mail[piece.range.clone()]).collect();
    assert_eq!(joined, mail);
    assert_eq!(
        pieces.iter().map(|piece| piece.part).collect::<Vec<_>>(),
        [Part::Own, Part::Quoted, Part::Own, Part::Signature]
    );
    let blank = blank_out_others(mail, Source::Mail).unwrap();
    assert_eq!((blank.len(), blank.contains("Yes é."), blank.contains("Ada")), (mail.len(), true, false));
    assert_eq!(blank_out_others("All mine.\n", Source::Mail), None);
}
