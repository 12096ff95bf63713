//! Entries of the handbook, one by one and by the document.

use chuanmen_core::domain::Kind;

use super::{guide, supervisor};
use crate::api::{CatalogueQuery, Command, GuideForm, GuideQuery, GuidesQuery, Outcome};
use crate::commands::tests::problem;
use crate::queries::tests::town::Town;

#[test]
fn an_entry_of_the_handbook_is_found_at_once_and_once_retired_no_more() {
    let mut town = supervisor();
    let save = |guide, form| Command::SaveGuide {
        guide,
        form: Box::new(form),
    };
    town.act(save(None, guide("高龄津贴")));
    let found = |town: &Town| {
        town.ask(GuidesQuery {
            text: "gljt".into(),
        })
    };
    let id = found(&town)[0].id;
    assert_eq!(
        town.ask(GuideQuery { guide: id }).papers,
        ["身份证", "户口簿"]
    );
    assert_eq!(
        problem(town.attempt(save(None, guide("高龄津贴")))),
        "title: twice"
    );
    assert_eq!(
        problem(town.attempt(save(None, guide(" ")))),
        "title: empty"
    );
    let changed = GuideForm {
        papers: String::new(),
        ..guide("高龄津贴")
    };
    town.act(save(Some(id), changed));
    assert_eq!(
        town.ask(GuideQuery { guide: id }).papers,
        Vec::<String>::new()
    );
    town.act(Command::RetireEntry {
        kind: Kind::Guide,
        id: id.into(),
        retired: true,
    });
    assert_eq!(found(&town), []);
    assert!(town.ask(CatalogueQuery {}).guides[0].retired);
}

#[test]
fn entries_of_a_document_are_one_save_and_keep_what_it_does_not_say_of_those_that_are_there() {
    let mut town = supervisor();
    let phoned = GuideForm {
        phone: "0691-2120000".into(),
        ..guide("高龄津贴")
    };
    town.act(Command::SaveGuide {
        guide: None,
        form: Box::new(phoned),
    });
    let document = "类别：养老\n事项：高龄津贴\n材料：身份证；银行卡\n事项：老年证\n材料：照片";
    let guides = chuanmen_core::domain::guides_of(document).into_iter();
    let guides: Vec<_> = guides.map(GuideForm::of).collect();
    let save = Command::SaveGuides {
        guides: guides.clone(),
    };
    let Outcome::Saved { transaction } = town.act(save) else {
        panic!("saved");
    };
    let titles = |town: &Town| {
        let rows = town.ask(CatalogueQuery {}).guides.into_iter();
        rows.map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(&town), ["高龄津贴", "老年证"]);
    let allowance = town.ask(CatalogueQuery {}).guides[0].id;
    let view = town.ask(GuideQuery { guide: allowance });
    assert_eq!(view.papers, ["身份证", "银行卡"]);
    assert_eq!(view.phone, "0691-2120000");
    town.act(Command::Undo { transaction });
    assert_eq!(titles(&town), ["高龄津贴"]);

    let without = |change: fn(&mut GuideForm)| {
        let mut guides = guides.clone();
        change(&mut guides[1]);
        Command::SaveGuides { guides }
    };
    for (command, said) in [
        (
            without(|form| form.category.clear()),
            "guides/1/category: empty",
        ),
        (
            without(|form| form.title = "高龄津贴".into()),
            "guides/1/title: twice",
        ),
        (
            Command::SaveGuides {
                guides: vec![guide("居住证"); GuideForm::AT_ONCE + 1],
            },
            "guides: too_long",
        ),
    ] {
        assert_eq!(problem(town.attempt(command)), said);
    }
    assert_eq!(titles(&town), ["高龄津贴"]);
}
