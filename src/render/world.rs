//! Portal, plan and theme at one moment.

use std::sync::Arc;

use super::index::Index;
use crate::i18n::PartialDate;
use crate::media::PictureMemo;
use crate::plan::Plan;
use crate::portal::Portal;
use crate::theme::Theme;

/// Everything that a page can be made from. A world never changes; a change makes a
/// new one.
#[derive(Clone, Debug)]
pub struct World {
    pub portal: Arc<Portal>,
    pub plan: Arc<Plan>,
    pub theme: Arc<Theme>,
    /// The address under which the site will be published, with a slash at its end;
    /// canonical addresses are written only when it is known.
    pub base_url: Option<String>,
    /// Drafts are shown.
    pub drafts: bool,
    /// The pages are the lasting copy of the edition of this day.
    pub edition: Option<PartialDate>,
    /// What was made of pictures: it follows from their bytes and from nothing else here.
    pub pictures: Arc<PictureMemo>,
    /// What its lists hold.
    pub index: Arc<Index>,
}
