//! Portal, plan and theme at one moment.

use crate::plan::Plan;
use crate::portal::Portal;
use crate::source::Fingerprint;
use crate::theme::Theme;

/// Everything that a page can be made from. A world never changes; a change makes a
/// new one.
#[derive(Debug)]
pub struct World {
    pub portal: Portal,
    pub plan: Plan,
    pub theme: std::sync::Arc<Theme>,
    /// Of all files of the theme.
    pub theme_fingerprint: Fingerprint,
    /// The address under which the site will be published, with a slash at its end;
    /// canonical addresses are written only when it is known.
    pub base_url: Option<String>,
    /// Drafts are shown.
    pub drafts: bool,
}
