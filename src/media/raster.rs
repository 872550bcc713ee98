//! Pixels: a picture decoded, made smaller, turned.

use std::io::Cursor;

use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::facts::{MediaFault, PictureFormat};
use super::orientation::Turn;

/// Red, green, blue: bytes of one pixel.
const CHANNELS: usize = 3;

/// A picture as rows of pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    pub width: usize,
    pub height: usize,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Vec<u8>,
}

/// The reader of JPEG, by whole numbers alone: wider instructions of some processors could
/// round in other ways.
pub fn jpeg_decoder(bytes: &[u8]) -> JpegDecoder<Cursor<&[u8]>> {
    const LONGEST_SIDE: usize = u16::MAX as usize;
    let options = DecoderOptions::new_safe()
        .set_max_width(LONGEST_SIDE)
        .set_max_height(LONGEST_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    JpegDecoder::new_with_options(Cursor::new(bytes), options)
}

fn broken(error: impl std::fmt::Display) -> MediaFault {
    MediaFault::Broken(error.to_string())
}

impl Raster {
    /// Decodes a picture; what is transparent becomes white.
    ///
    /// # Errors
    /// When its bytes go wrong after a right beginning.
    pub fn decode(format: PictureFormat, bytes: &[u8]) -> Result<Raster, MediaFault> {
        let raster = match format {
            PictureFormat::Jpeg => Raster::of_jpeg(bytes)?,
            PictureFormat::Png => Raster::of_png(bytes)?,
            PictureFormat::WebP => Raster::of_webp(bytes)?,
            PictureFormat::Svg => return Err(MediaFault::Unsupported),
        };
        match raster.pixels.len() == raster.width * raster.height * CHANNELS {
            true => Ok(raster),
            false => Err(broken("size")),
        }
    }

    fn of_jpeg(bytes: &[u8]) -> Result<Raster, MediaFault> {
        let mut decoder = jpeg_decoder(bytes);
        let pixels = decoder.decode().map_err(|error| broken(format!("{error:?}")))?;
        let (width, height) = decoder.dimensions().ok_or_else(|| broken("no size"))?;
        Ok(Raster { width, height, pixels })
    }

    fn of_png(bytes: &[u8]) -> Result<Raster, MediaFault> {
        let limits = png::Limits { bytes: 1 << 30 };
        let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(broken)?;
        let mut data = vec![0; reader.output_buffer_size().ok_or_else(|| broken("size"))?];
        let frame = reader.next_frame(&mut data).map_err(broken)?;
        data.truncate(frame.buffer_size());
        let pixels = match frame.color_type {
            png::ColorType::Rgb => data,
            png::ColorType::Rgba => on_white(data.chunks_exact(4).map(|p| ([p[0], p[1], p[2]], p[3]))),
            png::ColorType::Grayscale => on_white(data.iter().map(|grey| ([*grey; 3], u8::MAX))),
            png::ColorType::GrayscaleAlpha => on_white(data.chunks_exact(2).map(|p| ([p[0]; 3], p[1]))),
            png::ColorType::Indexed => return Err(broken("palette")),
        };
        Ok(Raster { width: frame.width as usize, height: frame.height as usize, pixels })
    }

    fn of_webp(bytes: &[u8]) -> Result<Raster, MediaFault> {
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
        let (width, height) = decoder.dimensions();
        let mut data = vec![0; decoder.output_buffer_size().ok_or_else(|| broken("size"))?];
        decoder.read_image(&mut data).map_err(broken)?;
        let pixels = match decoder.has_alpha() {
            true => on_white(data.chunks_exact(4).map(|p| ([p[0], p[1], p[2]], p[3]))),
            false => data,
        };
        Ok(Raster { width: width as usize, height: height as usize, pixels })
    }

    /// The picture with fewer pixels, each the mean of those that it covers, weighed by how
    /// much of them it covers. Never larger than it is.
    pub fn smaller(&self, width: usize, height: usize) -> Raster {
        let (width, height) = (width.clamp(1, self.width), height.clamp(1, self.height));
        let mut narrow = vec![0; width * self.height * CHANNELS];
        for row in 0..self.height {
            let from = &self.pixels[row * self.width * CHANNELS..][..self.width * CHANNELS];
            let to = &mut narrow[row * width * CHANNELS..][..width * CHANNELS];
            mean(self.width, width, |source, channel| u64::from(from[source * CHANNELS + channel]), to);
        }
        let mut pixels = vec![0; width * height * CHANNELS];
        let mut column = vec![0; height * CHANNELS];
        for x in 0..width {
            let from = |source: usize, channel: usize| u64::from(narrow[(source * width + x) * CHANNELS + channel]);
            mean(self.height, height, from, &mut column);
            for (y, pixel) in column.chunks_exact(CHANNELS).enumerate() {
                pixels[(y * width + x) * CHANNELS..][..CHANNELS].copy_from_slice(pixel);
            }
        }
        Raster { width, height, pixels }
    }

    /// The picture turned upright.
    pub fn turned(self, turn: Turn) -> Raster {
        if turn == Turn::default() {
            return self;
        }
        let (width, height) = if turn.transposed { (self.height, self.width) } else { (self.width, self.height) };
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..height {
            for x in 0..width {
                let x = if turn.mirrored { width - 1 - x } else { x };
                let y = if turn.upside_down { height - 1 - y } else { y };
                let (x, y) = if turn.transposed { (y, x) } else { (x, y) };
                pixels.extend_from_slice(&self.pixels[(y * self.width + x) * CHANNELS..][..CHANNELS]);
            }
        }
        Raster { width, height, pixels }
    }
}

/// Pixels with their opacity, on white.
fn on_white(pixels: impl Iterator<Item = ([u8; CHANNELS], u8)>) -> Vec<u8> {
    const WHITE: u32 = 255;
    let over = |colour: u8, alpha: u8| {
        let alpha = u32::from(alpha);
        let sum = u32::from(colour) * alpha + WHITE * (WHITE - alpha);
        u8::try_from((sum + WHITE / 2) / WHITE).unwrap_or(u8::MAX)
    };
    pixels.flat_map(|(colour, alpha)| colour.map(|channel| over(channel, alpha))).collect()
}

/// Means along a line of `from` pixels for a line of `to` pixels. A pixel of the first line is
/// `to` units long, one of the second `from` units, so that all weights are whole numbers.
fn mean(from: usize, to: usize, pixel: impl Fn(usize, usize) -> u64, out: &mut [u8]) {
    for target in 0..to {
        let (start, end) = (target * from, (target + 1) * from);
        let mut sums = [0_u64; CHANNELS];
        for source in start / to..end.div_ceil(to) {
            let covered = ((source + 1) * to).min(end) - (source * to).max(start);
            for (channel, sum) in sums.iter_mut().enumerate() {
                *sum += pixel(source, channel) * covered as u64;
            }
        }
        for (channel, sum) in sums.into_iter().enumerate() {
            out[target * CHANNELS + channel] = u8::try_from((sum + from as u64 / 2) / from as u64).unwrap_or(u8::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: usize, height: usize, values: &[u8]) -> Raster {
        Raster { width, height, pixels: values.iter().flat_map(|value| [*value; CHANNELS]).collect() }
    }

    #[test]
    fn a_smaller_picture_has_the_means() {
        assert_eq!(grey(4, 1, &[0, 100, 200, 100]).smaller(2, 1), grey(2, 1, &[50, 150]));
        assert_eq!(grey(3, 1, &[0, 90, 30]).smaller(2, 1), grey(2, 1, &[30, 50]));
        assert_eq!(grey(2, 2, &[1, 2, 3, 4]).smaller(9, 9), grey(2, 2, &[1, 2, 3, 4]));
    }

    #[test]
    fn a_picture_is_turned_as_the_camera_was_held() {
        let turn = |transposed, mirrored, upside_down| Turn { transposed, mirrored, upside_down };
        let picture = grey(2, 1, &[1, 2]);
        assert_eq!(picture.clone().turned(turn(false, true, true)), grey(2, 1, &[2, 1]));
        // The camera stood on its right side: what is left in the file is above.
        assert_eq!(picture.clone().turned(turn(true, true, false)), grey(1, 2, &[1, 2]));
        assert_eq!(picture.turned(turn(true, false, true)), grey(1, 2, &[2, 1]));
    }
}
