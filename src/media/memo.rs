//! What was made of pictures, remembered by their bytes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::facts::{MediaFault, PictureFacts};
use super::written::{PictureForm, write_picture};
use crate::source::Fingerprint;

type Written = Result<Vec<(PictureForm, Vec<u8>)>, MediaFault>;

/// Remembers the files that were made of each picture: they follow from its bytes alone, so
/// that no edit makes them anew.
#[derive(Debug, Default)]
pub struct PictureMemo {
    by_bytes: Mutex<HashMap<Fingerprint, Arc<Mutex<Option<Written>>>>>,
}

impl PictureMemo {
    /// One of the files of a picture, made now where it was not made before.
    ///
    /// # Errors
    /// When the picture goes wrong after a right beginning.
    pub fn file(
        &self,
        picture: Fingerprint,
        facts: &PictureFacts,
        bytes: &[u8],
        form: PictureForm,
    ) -> Result<Vec<u8>, MediaFault> {
        let place = {
            let mut known = self.by_bytes.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(picture).or_default().clone()
        };
        // Who asks for another form of the same picture waits; who asks for another picture does not.
        let mut written = place.lock().unwrap_or_else(PoisonError::into_inner);
        match written.get_or_insert_with(|| write_picture(facts, bytes)) {
            Ok(files) => {
                Ok(files.iter().find(|(known, _)| *known == form).map(|(_, bytes)| bytes.clone()).unwrap_or_default())
            }
            Err(fault) => Err(fault.clone()),
        }
    }

    /// How many pictures were made.
    pub fn len(&self) -> usize {
        self.by_bytes.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
