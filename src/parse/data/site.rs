//! `data/site.yaml`: what the portal is called and who answers for it.

use crate::diag::Spanned;
use crate::i18n::{PartialDate, PerLang, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, MaybeEmpty, Node};

/// The portal as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    pub names: Text,
    pub short: Text,
    /// One sentence: what this is, who issues it.
    pub tagline: Statement,
    pub organiser: Text,
    /// How an error is reported.
    pub contact: Statement,
    /// The notice under digests: that they are not the original text.
    pub disclaimer: Statement,
    /// The programme whose pages have no prefix in their address.
    pub programme: Spanned<String>,
    /// The folder under `themes`.
    pub theme: Spanned<String>,
    /// The peer group shown on the home page.
    pub focus: Option<Spanned<String>>,
    pub host: Host,
    pub data: DataTerms,
}

/// On what terms the data may be used, and of when it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DataTerms {
    /// The day of the data until an edition is published; then that of the edition.
    pub version: Option<PartialDate>,
    /// Any one of them may be chosen.
    pub licences: Vec<Licence>,
}

/// A licence by its SPDX name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Licence {
    pub id: String,
    pub names: Text,
    pub url: String,
}

/// Fields that government practice asks of the host site. Empty ones are not drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Host {
    /// 网站标识码, the identification code of a government site.
    pub site_id: String,
    /// ICP filing number.
    pub icp: String,
    /// Public-security filing number.
    pub police: String,
    /// Address of the site that hosts the portal.
    pub home: String,
}

impl Decode for Site {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Site> {
        let mut fields = Fields::of(node, cx)?;
        let names: Option<Text> = fields.required("names", cx);
        let short = fields.optional("short", cx).or_else(|| names.clone());
        let tagline = fields.required("tagline", cx);
        let organiser = fields.required("organiser", cx);
        let contact = fields.required("contact", cx);
        let disclaimer = fields.required("disclaimer", cx);
        let programme = fields.required("programme", cx);
        let theme = fields.required("theme", cx);
        let focus = fields.optional("focus", cx);
        let host = fields.optional("host", cx).unwrap_or_default();
        let data = fields.optional("data", cx).unwrap_or_default();
        fields.finish(cx);
        Some(Site {
            names: names?,
            short: short?,
            tagline: tagline?,
            organiser: organiser?,
            contact: contact?,
            disclaimer: disclaimer?,
            programme: programme?,
            theme: theme?,
            focus,
            host,
            data,
        })
    }
}

impl Decode for DataTerms {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<DataTerms> {
        let mut fields = Fields::of(node, cx)?;
        let version = fields.optional("version", cx);
        let licences = fields.list("licences", cx);
        fields.finish(cx);
        Some(DataTerms { version, licences })
    }
}

impl Decode for Licence {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Licence> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx);
        let names = fields.required("names", cx);
        let url = fields.required("url", cx);
        fields.finish(cx);
        Some(Licence { id: id?, names: names?, url: url? })
    }
}

impl Decode for Host {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Host> {
        let mut fields = Fields::of(node, cx)?;
        let mut field = |key, cx: &mut Cx<'_>| fields.optional::<MaybeEmpty>(key, cx).unwrap_or_default().0;
        let host = Host {
            site_id: field("site_id", cx),
            icp: field("icp", cx),
            police: field("police", cx),
            home: field("home", cx),
        };
        fields.finish(cx);
        Some(host)
    }
}

/// A pair of texts that may be empty, as plain strings.
pub fn pair(value: PerLang<MaybeEmpty>) -> Text {
    PerLang { zh: value.zh.0, en: value.en.0 }
}
