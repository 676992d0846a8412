//! Where plotters draws: SVG text with a class for every role, real widths of Chinese text, and a name and a
//! description for those who cannot see it.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::role::Role;
use super::text;

/// The size of letters that is written once for the whole drawing.
pub(super) const SIZE: i32 = 13;

/// Pixels over and under the sheet, for the part of a letter's box that holds no ink.
pub(super) const AIR: u32 = 4;

pub(super) const FONTS: &str =
    "Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

pub(super) struct Svg<'a> {
    pub out: &'a mut String,
    /// Unique on the page; ids inside begin with it.
    pub id: &'a str,
    /// Classes of the whole drawing.
    pub class: &'a str,
    pub title: &'a str,
    pub desc: &'a str,
    pub width: u32,
    pub height: u32,
    /// In the colours of print.
    pub print: bool,
}

/// Text as XML carries it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

impl Svg<'_> {
    fn put(&mut self, part: std::fmt::Arguments) -> Drawn {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(part);
        self.out.push('\n');
        Ok(())
    }

    fn fill(&self, color: BackendColor) -> String {
        let role = Role::carried(color.rgb);
        if role == Role::HATCH {
            return format!("fill=\"url(#{}-hatch)\"", self.id);
        }
        format!("class=\"f {}\" fill=\"{}\"", role.class(), self.ink(role))
    }

    fn ink(&self, role: Role) -> &'static str {
        if self.print { role.print() } else { role.hex() }
    }

    fn stroke<S: BackendStyle>(&self, style: &S) -> String {
        let role = Role::carried(style.color().rgb);
        let mut out = format!("class=\"s {}\" fill=\"none\" stroke=\"{}\"", role.class(), self.ink(role));
        if style.stroke_width() != 1 {
            let _ = write!(out, " stroke-width=\"{}\"", style.stroke_width());
        }
        if role == Role::SCHEDULE {
            out.push_str(" stroke-dasharray=\"5 3\"");
        }
        out
    }
}

/// A hairline lies on the pixels, not between them.
fn on_pixel(a: BackendCoord, b: BackendCoord, width: u32) -> String {
    let half = |on: bool| if on && width % 2 == 1 { ".5" } else { "" };
    let (x, y) = (half(a.0 == b.0), half(a.1 == b.1));
    format!("M{}{x} {}{y}L{}{x} {}{y}", a.0, a.1, b.0, b.1)
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        if !self.out.is_empty() {
            return Ok(());
        }
        let (id, class, w, h) = (self.id, self.class, self.width, self.height);
        let (title, desc) = (escape(self.title), escape(self.desc));
        let hatch = Role::HATCH;
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" class=\"{class}\" viewBox=\"0 -{AIR} {w} {}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FONTS}\" font-size=\"{SIZE}\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n\
             <defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"s {}\" stroke=\"{}\" d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\"/></pattern></defs>",
            h + 2 * AIR,
            hatch.class(),
            self.ink(hatch),
        ))
    }

    fn present(&mut self) -> Drawn {
        self.ensure_prepared()?;
        if !self.out.ends_with("</svg>\n") {
            self.put(format_args!("</svg>"))?;
        }
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        let paint = self.fill(color);
        self.put(format_args!("<rect {paint} x=\"{}\" y=\"{}\" width=\"1\" height=\"1\"/>", at.0, at.1))
    }

    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S) -> Drawn {
        let paint = self.stroke(style);
        self.put(format_args!("<path {paint} d=\"{}\"/>", on_pixel(a, b, style.stroke_width())))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = if fill { self.fill(style.color()) } else { self.stroke(style) };
        let half = if !fill && style.stroke_width() % 2 == 1 { ".5" } else { "" };
        let (w, h) = ((b.0 - a.0).max(0), (b.1 - a.1).max(0));
        self.put(format_args!(
            "<rect {paint} x=\"{}{half}\" y=\"{}{half}\" width=\"{w}\" height=\"{h}\"/>",
            a.0, a.1
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        if let [a, b] = points[..] {
            return self.draw_line(a, b, style);
        }
        let paint = self.stroke(style);
        let way: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        self.put(format_args!("<path {paint} stroke-linejoin=\"round\" d=\"M{}\"/>", way.join("L")))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = if fill { self.fill(style.color()) } else { self.stroke(style) };
        self.put(format_args!("<circle {paint} cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", at.0, at.1))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let paint = self.fill(style.color());
        let way: Vec<String> = vert.into_iter().map(|(x, y)| format!("{x} {y}")).collect();
        self.put(format_args!("<path {paint} d=\"M{}Z\"/>", way.join("L")))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let role = Role::carried(style.color().rgb);
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let drop = match style.anchor().v_pos {
            VPos::Top => 0.88,
            VPos::Center => 0.37,
            VPos::Bottom => -0.12,
        };
        let size = style.size();
        let scale = if size == f64::from(SIZE) { String::new() } else { format!(" font-size=\"{size}\"") };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => "",
        };
        // Text over lines keeps a rim of paper, so that no stroke runs through a figure.
        let rim = if role == Role::VALUE {
            " stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        } else {
            ""
        };
        self.put(format_args!(
            "<text class=\"f {}\" fill=\"{}\" x=\"{}\" y=\"{:.1}\"{anchor}{scale}{weight}{rim}>{}</text>",
            role.class(),
            self.ink(role),
            at.0,
            f64::from(at.1) + drop * size,
            escape(text),
        ))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size().ceil() as i32;
        Ok((text::width(text, size).max(0) as u32, size.max(0) as u32))
    }
}
