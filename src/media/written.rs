//! A picture as pages show it: in which sizes, and in which bytes.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::facts::{MediaFault, PictureFacts, PictureFormat};
use super::raster::Raster;
use super::svg;

/// One of the files that are made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureForm {
    /// For telephones.
    Small,
    /// For the column of text.
    Medium,
    /// The same in a newer format that is shorter.
    MediumModern,
    /// To be looked at by itself.
    Large,
    /// A drawing of lines, without what its editor noted.
    Original,
}

/// How wide a form is at most, and how many bytes a photograph in it may have.
///
/// Four photographs of a page have 150 kB together, whichever of the two sizes a reader gets.
const LIMITS: [(PictureForm, u32, usize); 4] = [
    (PictureForm::Small, 480, 16_000),
    (PictureForm::Medium, 960, 36_000),
    (PictureForm::MediumModern, 960, 36_000),
    (PictureForm::Large, 1600, 250_000),
];

/// The qualities of JPEG that are tried, until the file is short enough.
const QUALITIES: [u8; 9] = [82, 76, 70, 64, 56, 48, 40, 32, 24];

/// A form with the size in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureVariant {
    pub form: PictureForm,
    pub width: u32,
    pub height: u32,
}

impl PictureForm {
    fn limit(self) -> (u32, usize) {
        let found = LIMITS.iter().find(|(form, ..)| *form == self);
        found.map_or((u32::MAX, usize::MAX), |(_, width, bytes)| (*width, *bytes))
    }

    /// What follows the fingerprint in the name of the file.
    pub fn ending(self, drawing: bool) -> &'static str {
        match (self, drawing) {
            (PictureForm::Small, _) => "-480.jpg",
            (PictureForm::Medium, false) => "-960.jpg",
            (PictureForm::Medium, true) => "-960.png",
            (PictureForm::MediumModern, _) => "-960.webp",
            (PictureForm::Large, false) => "-1600.jpg",
            (PictureForm::Large, true) => "-1600.png",
            (PictureForm::Original, _) => ".svg",
        }
    }
}

impl PictureFacts {
    /// The files that are made of it, the smallest first. No picture is made larger.
    pub fn variants(&self) -> Vec<PictureVariant> {
        let forms: &[PictureForm] = match (self.format, self.drawing) {
            (PictureFormat::Svg, _) => &[PictureForm::Original],
            (_, true) => &[PictureForm::Medium, PictureForm::MediumModern, PictureForm::Large],
            (_, false) => &[PictureForm::Small, PictureForm::Medium, PictureForm::Large],
        };
        let needed = |form: &&PictureForm| match form {
            PictureForm::Small => self.width > PictureForm::Small.limit().0,
            PictureForm::Large => self.width > PictureForm::Medium.limit().0,
            PictureForm::Medium | PictureForm::MediumModern | PictureForm::Original => true,
        };
        forms.iter().filter(needed).map(|form| self.variant(*form)).collect()
    }

    /// The size that it has in a form.
    pub fn variant(&self, form: PictureForm) -> PictureVariant {
        let width = self.width.min(form.limit().0);
        let (w, h, to) = (u64::from(self.width), u64::from(self.height), u64::from(width));
        let height = u32::try_from((h * to + w / 2) / w.max(1)).unwrap_or(u32::MAX).max(1);
        PictureVariant { form, width, height }
    }
}

/// The bytes of all files that are made of a picture.
///
/// # Errors
/// When its bytes go wrong after a right beginning.
pub fn write_picture(facts: &PictureFacts, bytes: &[u8]) -> Result<Vec<(PictureForm, Vec<u8>)>, MediaFault> {
    if facts.format == PictureFormat::Svg {
        return Ok(vec![(PictureForm::Original, svg::clean(bytes)?)]);
    }
    let mut raster = Raster::decode(facts.format, bytes)?;
    let mut written = Vec::new();
    // From large to small: each is made of the one before, which is shorter to read.
    for variant in facts.variants().into_iter().rev() {
        let (width, height) = match facts.turn.on_its_side() {
            true => (variant.height, variant.width),
            false => (variant.width, variant.height),
        };
        raster = raster.smaller(width as usize, height as usize);
        written.push((variant.form, encode(&raster.clone().turned(facts.turn), variant.form, facts.drawing)?));
    }
    Ok(written)
}

fn encode(raster: &Raster, form: PictureForm, drawing: bool) -> Result<Vec<u8>, MediaFault> {
    match (form, drawing) {
        (PictureForm::MediumModern, _) => webp(raster),
        (_, true) => png(raster),
        (_, false) => jpeg(raster, form.limit().1),
    }
}

fn broken(error: impl std::fmt::Display) -> MediaFault {
    MediaFault::Broken(error.to_string())
}

fn jpeg(raster: &Raster, most: usize) -> Result<Vec<u8>, MediaFault> {
    let side = |side: usize| u16::try_from(side).map_err(broken);
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes.clear();
        let mut encoder = Encoder::new(&mut bytes, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_optimized_huffman_tables(true);
        encoder.encode(&raster.pixels, width, height, ColorType::Rgb).map_err(broken)?;
        if bytes.len() <= most {
            break;
        }
    }
    Ok(bytes)
}

fn png(raster: &Raster) -> Result<Vec<u8>, MediaFault> {
    let side = |side: usize| u32::try_from(side).map_err(broken);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side(raster.width)?, side(raster.height)?);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(broken)?;
    writer.write_image_data(&raster.pixels).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}

fn webp(raster: &Raster) -> Result<Vec<u8>, MediaFault> {
    let side = |side: usize| u32::try_from(side).map_err(broken);
    let mut bytes = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut bytes);
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    encoder.encode(&raster.pixels, width, height, image_webp::ColorType::Rgb8).map_err(broken)?;
    Ok(bytes)
}
