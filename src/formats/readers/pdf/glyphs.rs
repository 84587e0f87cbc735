//! The glyphs of a PDF with their places, from hayro's interpreter.

use crate::formats::error::ReadError;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// The most pages that are read.
const PAGES: usize = 5_000;
/// The most glyphs that are read: a book of a thousand pages has three million.
const GLYPHS: usize = 8_000_000;
/// Fonts count as bold from this weight on.
const BOLD: u32 = 600;

/// One drawn character.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// What it stands for.
    pub text: String,
    /// Where it begins, from the left.
    pub x: f64,
    /// Its baseline, from the top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its size in points.
    pub size: f64,
    /// Whether its font is bold.
    pub bold: bool,
}

/// The glyphs of one page.
#[derive(Debug, Default)]
pub struct Page {
    /// In the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Characters that do not say what they stand for.
    pub unknown: usize,
    /// How many of the glyphs are spaces.
    pub spaces: usize,
    /// Text in the margin that runs upwards or downwards.
    pub upright: String,
    /// The number of the page, from 1.
    pub number: u32,
}

/// Reads the glyphs of all pages.
pub fn read(bytes: Vec<u8>) -> Result<Vec<Page>, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { format: "PDF", reason: reason.to_owned() };
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => damaged("its encryption is not known"),
        LoadPdfError::Invalid => damaged("it has no structure that can be followed"),
    })?;
    if pdf.pages().len() > PAGES {
        return Err(damaged(&format!("it has more than the limit of {PAGES} pages")));
    }
    let cache = InterpreterCache::new();
    let mut out = Vec::new();
    let mut total = 0;
    for (index, page) in pdf.pages().iter().enumerate() {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, width, height),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut taker = Taker { width, ..Taker::default() };
        interpret_page(page, &mut context, &mut taker);
        total += taker.horizontal.len() + taker.vertical.len();
        if total > GLYPHS {
            return Err(damaged(&format!("it has more than the limit of {GLYPHS} characters")));
        }
        out.push(taker.page(u32::try_from(index + 1).unwrap_or(u32::MAX)));
    }
    Ok(out)
}

/// Takes the glyphs that the interpreter draws.
#[derive(Default)]
struct Taker {
    width: f64,
    horizontal: Vec<Glyph>,
    /// Of vertical writing, turned so that columns are lines.
    vertical: Vec<Glyph>,
    upright: String,
    unknown: usize,
}

impl Taker {
    fn page(self, number: u32) -> Page {
        let turned = self.vertical.len() > self.horizontal.len();
        let (glyphs, other) =
            if turned { (self.vertical, self.horizontal) } else { (self.horizontal, self.vertical) };
        let mut upright = self.upright;
        upright.extend(other.iter().map(|glyph| glyph.text.as_str()));
        let spaces = glyphs.iter().filter(|glyph| glyph.text.trim().is_empty()).count();
        Page { glyphs, spaces, unknown: self.unknown, upright, number }
    }

    fn take(&mut self, drawn: &Drawn<'_>, transform: Affine, vertical: bool) {
        let text = match drawn.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.unknown += 1;
                return;
            }
        };
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        if text.chars().any(|c| matches!(u32::from(c), 0xfffd | 0xe000..=0xf8ff)) && !is_bullet(&text) {
            self.unknown += 1;
            return;
        }
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let origin = transform * Point::ZERO;
        // Outlines are drawn a thousand units to the em.
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let size = up.hypot();
        if size < 0.5 || !size.is_finite() || !origin.x.is_finite() || !origin.y.is_finite() {
            return;
        }
        let width = along.hypot() * f64::from(advance.unwrap_or(500.0)) / 1000.0;
        let bold = is_bold(drawn);
        let (x, y) = (origin.x, origin.y);
        if vertical {
            // The first column is at the right: from there the lines go down in the turned page.
            let glyph = Glyph { text, x: y - size, y: self.width - x, width: size, size, bold };
            self.vertical.push(glyph);
        } else if along.y.abs() > along.x.abs() {
            self.upright.push_str(&text);
        } else {
            self.horizontal.push(Glyph { text, x, y, width, size, bold });
        }
    }
}

/// Bullets of symbol fonts are in the area for private use.
fn is_bullet(text: &str) -> bool {
    matches!(text, "\u{f0b7}" | "\u{f0a7}" | "\u{f0d8}" | "\u{f0fc}" | "\u{f0a8}" | "\u{f076}")
}

fn is_bold(drawn: &Drawn<'_>) -> bool {
    let Drawn::Outline(glyph) = drawn else { return false };
    let Some(font) = glyph.font_data() else { return false };
    let named = font.postscript_name.as_deref().is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        ["bold", "black", "heavy", "semibold", "demi"].iter().any(|word| name.contains(word))
    });
    named || font.weight.is_some_and(|weight| weight >= BOLD)
}

impl<'a> Device<'a> for Taker {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform(), vertical);
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
