use dioxus::prelude::*;

/// The icons of `assets/icons.svg`: line drawings of one stroke.
#[allow(
    missing_docs,
    dead_code,
    reason = "named by what they draw; a set is kept whole"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IconName {
    Today,
    Camera,
    Door,
    Need,
    Heart,
    Person,
    Check,
    Chevron,
    Down,
    Back,
    Forward,
    Close,
    Search,
    Plus,
    Eye,
    Phone,
    CloudDone,
    CloudWaiting,
    CloudOffline,
    Building,
    Stairs,
    Gift,
    Hand,
    Clock,
    Pencil,
    Note,
    Undo,
    Return,
    Bell,
    Table,
    Sync,
    Sun,
    TextSize,
    Globe,
    Storage,
    Lock,
    Export,
    Chart,
    Columns,
    Fork,
    Lists,
    People,
    Area,
    Report,
    Doctor,
    More,
    Gear,
    Flag,
    Print,
    Info,
    Ban,
    Truck,
    Grip,
    Calendar,
    Swap,
    Shop,
}

impl IconName {
    /// The symbol's id in the sprite.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Camera => "camera",
            Self::Door => "door",
            Self::Need => "need",
            Self::Heart => "heart",
            Self::Person => "me",
            Self::Check => "check",
            Self::Chevron => "chev",
            Self::Down => "down",
            Self::Back => "back",
            Self::Forward => "fwd",
            Self::Close => "x",
            Self::Search => "search",
            Self::Plus => "plus",
            Self::Eye => "eye",
            Self::Phone => "phone",
            Self::CloudDone => "cloudok",
            Self::CloudWaiting => "cloudup",
            Self::CloudOffline => "cloudoff",
            Self::Building => "bldg",
            Self::Stairs => "stairs",
            Self::Gift => "gift",
            Self::Hand => "hand",
            Self::Clock => "clock",
            Self::Pencil => "pencil",
            Self::Note => "note",
            Self::Undo => "undo",
            Self::Return => "return",
            Self::Bell => "bell",
            Self::Table => "table",
            Self::Sync => "sync",
            Self::Sun => "sun",
            Self::TextSize => "text",
            Self::Globe => "globe",
            Self::Storage => "disk",
            Self::Lock => "lock",
            Self::Export => "export",
            Self::Chart => "chart",
            Self::Columns => "cols",
            Self::Fork => "fork",
            Self::Lists => "lists",
            Self::People => "people",
            Self::Area => "area",
            Self::Report => "report",
            Self::Doctor => "doc",
            Self::More => "more",
            Self::Gear => "gear",
            Self::Flag => "flag",
            Self::Print => "print",
            Self::Info => "info",
            Self::Ban => "ban",
            Self::Truck => "truck",
            Self::Grip => "grip",
            Self::Calendar => "cal",
            Self::Swap => "swap",
            Self::Shop => "shop",
        }
    }
}

/// How large an icon is drawn; it grows with the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum IconSize {
    /// 24 px.
    #[default]
    Normal,
    /// 18 px, in a line of text.
    Small,
}

/// An icon. It says nothing to a screen reader: the words beside it do.
#[component]
pub(crate) fn Icon(name: IconName, #[props(default)] size: IconSize) -> Element {
    let class = match size {
        IconSize::Normal => "i",
        IconSize::Small => "i s",
    };
    rsx! {
        svg { class, view_box: "0 0 24 24", "aria-hidden": "true",
            r#use { "href": "#i-{name.id()}" }
        }
    }
}

/// The shapes that stand for a state, told apart without colour.
#[allow(dead_code, reason = "a set is kept whole")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A filled disc, ticked: done.
    Done,
    /// A ring: due.
    Due,
    /// A triangle: late.
    Late,
    /// A barred door: nobody home.
    Nobody,
    /// A dash: nobody lives there.
    Vacant,
    /// A half disc: partly so.
    Half,
    /// A returning arrow: sent back.
    Back,
}

impl Shape {
    /// The symbol's id in the sprite.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Done => "st-done",
            Self::Due => "st-due",
            Self::Late => "st-late",
            Self::Nobody => "st-none",
            Self::Vacant => "st-vac",
            Self::Half => "st-half",
            Self::Back => "st-back",
        }
    }
}

/// A state's shape. The word beside it says the same.
#[component]
pub(crate) fn StateShape(shape: Shape) -> Element {
    rsx! {
        svg { class: "st", view_box: "0 0 24 24", "aria-hidden": "true",
            r#use { "href": "#i-{shape.id()}" }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_sprite_holds_every_symbol_once_and_needs_no_inline_style() {
        let sprite = include_str!("../../../assets/icons.svg");
        let ids: Vec<&str> = sprite
            .split("symbol id=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        // Prefixed, so that no field of a form has an icon's id.
        assert!(ids.iter().all(|id| id.starts_with("i-")), "{ids:?}");
        // A strict Content-Security-Policy ignores those.
        assert!(!sprite.contains("style="));
    }
}
