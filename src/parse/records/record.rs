//! Declares a record once: its struct, how it is read, and its description.
//!
//! A field is written as
//!
//! ```text
//! name @ "key": Type = presence as Read, "Chinese", "English";
//! ```
//!
//! The key is the name where none is given. `Read` is the type that is read from the file and
//! turned into `Type`, where they differ. The English sentence is the doc comment too. The
//! presence is one of
//!
//! | presence | meaning |
//! | --- | --- |
//! | `required` | has to be there |
//! | `optional` | an `Option` |
//! | `list` | a `Vec`, empty when it is not there |
//! | `flag` | false unless said |
//! | `default` | the default of the type when it is not there |
//! | `default(value)` | this value when it is not there |
//! | `or(option)` | else this; fields declared before are in scope, as options |
//! | `inherited(name)` | else what the file or group says for all its records |
//! | `inherited_or(value)` | else what the file or group says under its key, else this value |
//! | `required_by(function)`, `optional_by(function)` | read by a function of its own |
//! | `completed_by(function)` | read by a function that may find it elsewhere |
//! | `inline` | the fields of another record, among these |
//! | `both_languages` | a text, read from the keys `zh` and `en` |
//! | `computed(value)` | never written in a file |

/// See the module.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident, $zh:literal, $en:literal $(, rules = $rules:expr)? $(, before = $before:path)? $(, after = $after:path)?;
        $($field:ident $(@ $key:literal)? : $type:ty = $how:ident $(($($arg:tt)*))? $(as $read:ty)?, $field_zh:literal, $field_en:literal;)*
    ) => {
        #[doc = $en]
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            $(#[doc = $field_en] pub $field: $type,)*
        }

        impl $name {
            /// What this record is made of.
            pub const RECORD: $crate::parse::records::describe::Record = $crate::parse::records::describe::Record {
                name: stringify!($name),
                zh: $zh,
                en: $en,
                fields: &[$($crate::parse::records::describe::Field {
                    key: record!(@key $field $($key)?),
                    zh: $field_zh,
                    en: $field_en,
                    presence: record!(@presence $how),
                    shape: record!(@shape $how, $type $(, $read)?),
                    default: record!(@default $how $(($($arg)*))?),
                }),*],
                rules: record!(@rules $($rules)?),
            };

            /// Reads the fields from a mapping that may have others.
            #[allow(unused_variables)]
            pub(in $crate::parse) fn from_fields(
                fields: &mut $crate::parse::yaml::Fields<'_>,
                cx: &mut $crate::parse::yaml::Cx<'_>,
            ) -> Option<$name> {
                $(let $field: Option<$type> = record!(
                    @read $how $(($($arg)*))? $(as $read)?, fields, cx, record!(@key $field $($key)?)
                );)*
                $($before(fields, cx);)?
                Some($name { $($field: $field?,)* })
            }
        }

        impl $crate::parse::yaml::Decode for $name {
            fn decode(node: &$crate::parse::yaml::Node, cx: &mut $crate::parse::yaml::Cx<'_>) -> Option<$name> {
                let mut fields = $crate::parse::yaml::Fields::of(node, cx)?;
                let record = $name::from_fields(&mut fields, cx);
                let all_known = fields.finish(cx);
                record!(@after node, record, all_known, cx $(, $after)?)
            }
        }

        impl $crate::parse::records::describe::Described for $name {
            fn shape() -> $crate::parse::records::describe::FieldShape {
                $crate::parse::records::describe::FieldShape::Record(&$name::RECORD)
            }
        }
    };

    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };

    (@rules) => { &[] };
    (@rules $rules:expr) => { $rules };

    (@presence required) => { $crate::parse::records::describe::Presence::Required };
    (@presence required_by) => { $crate::parse::records::describe::Presence::Required };
    (@presence inline) => { $crate::parse::records::describe::Presence::Inline };
    (@presence both_languages) => { $crate::parse::records::describe::Presence::Inline };
    (@presence computed) => { $crate::parse::records::describe::Presence::Computed };
    (@presence $other:ident) => { $crate::parse::records::describe::Presence::Optional };

    (@shape computed, $type:ty) => { <String as $crate::parse::records::describe::Described>::shape };
    (@shape both_languages, $type:ty) => {
        <$crate::parse::records::both_languages::BothLanguages as $crate::parse::records::describe::Described>::shape
    };
    (@shape list, $type:ty, $read:ty) => { <Vec<$read> as $crate::parse::records::describe::Described>::shape };
    (@shape $how:ident, $type:ty, $read:ty) => { <$read as $crate::parse::records::describe::Described>::shape };
    (@shape $how:ident, $type:ty) => { <$type as $crate::parse::records::describe::Described>::shape };

    (@default default($value:expr)) => {
        || Some($crate::parse::records::describe::Written::written(&$value))
    };
    (@default inherited_or($value:expr)) => {
        || Some($crate::parse::records::describe::Written::written(&$value))
    };
    (@default flag) => { || Some("false".to_owned()) };
    (@default $how:ident $(($($arg:tt)*))?) => { || None };

    (@read required, $fields:ident, $cx:ident, $key:expr) => { $fields.required($key, $cx) };
    (@read required as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        $fields.required::<$read>($key, $cx).map(Into::into)
    };
    (@read optional, $fields:ident, $cx:ident, $key:expr) => { Some($fields.optional($key, $cx)) };
    (@read optional as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.optional::<$read>($key, $cx).map(Into::into))
    };
    (@read list, $fields:ident, $cx:ident, $key:expr) => { Some($fields.list($key, $cx)) };
    (@read list as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.list::<$read>($key, $cx).into_iter().map(Into::into).collect())
    };
    (@read flag, $fields:ident, $cx:ident, $key:expr) => { Some($fields.flag($key, $cx)) };
    (@read default, $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.optional($key, $cx).unwrap_or_default())
    };
    (@read default as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.optional::<$read>($key, $cx).map(Into::into).unwrap_or_default())
    };
    (@read default($value:expr), $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.optional($key, $cx).unwrap_or($value))
    };
    (@read default($value:expr) as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        Some($fields.optional::<$read>($key, $cx).unwrap_or($value).into())
    };
    (@read or($value:expr), $fields:ident, $cx:ident, $key:expr) => {
        $fields.optional($key, $cx).or_else(|| $value)
    };
    (@read inherited($name:ident), $fields:ident, $cx:ident, $key:expr) => {
        match $cx.inherited.$name.clone() {
            Some(of_file) => $fields.optional($key, $cx).or(Some(of_file)),
            None => $fields.required($key, $cx),
        }
    };
    (@read inherited_or($value:expr), $fields:ident, $cx:ident, $key:expr) => {
        $fields.optional($key, $cx).or_else(|| $cx.inherited.read($key)).or_else(|| Some($value))
    };
    (@read required_by($function:path), $fields:ident, $cx:ident, $key:expr) => { $function($fields, $cx) };
    (@read completed_by($function:path), $fields:ident, $cx:ident, $key:expr) => { $function($fields, $cx) };
    (@read optional_by($function:path), $fields:ident, $cx:ident, $key:expr) => { Some($function($fields, $cx)) };
    (@read optional_by($function:path) as $read:ty, $fields:ident, $cx:ident, $key:expr) => {
        Some($function($fields, $cx))
    };
    (@read inline as $read:ty, $fields:ident, $cx:ident, $key:expr) => { <$read>::from_fields($fields, $cx) };
    (@read both_languages, $fields:ident, $cx:ident, $key:expr) => {
        $crate::parse::records::both_languages::in_both($fields, $cx)
    };
    (@read computed($value:expr), $fields:ident, $cx:ident, $key:expr) => {{
        // A computed value may end early with `?`.
        let compute = || Some($value);
        compute()
    }};

    (@after $node:ident, $record:ident, $known:ident, $cx:ident) => {{
        // Whether all fields were known matters to checks alone.
        let _ = $known;
        $record
    }};
    (@after $node:ident, $record:ident, $known:ident, $cx:ident, $after:path) => {{
        if let Some(record) = &$record {
            $after(record, $node, $known, $cx);
        }
        $record
    }};
}
