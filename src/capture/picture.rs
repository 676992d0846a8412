//! What a picture's first bytes say of it: enough to tell a picture from something else, and how large it is.

/// What kind of picture a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// PNG, JPEG, GIF or WebP: width and height in pixels, none of them 0.
    Pixels(u32, u32),
    /// SVG
    Drawing,
}

/// By its content, whatever its name; `None`: no picture, or one whose beginning is damaged.
pub fn picture(bytes: &[u8]) -> Option<Picture> {
    let (width, height) = match bytes {
        [
            0x89,
            b'P',
            b'N',
            b'G',
            b'\r',
            b'\n',
            0x1a,
            b'\n',
            _,
            _,
            _,
            _,
            b'I',
            b'H',
            b'D',
            b'R',
            rest @ ..,
        ] => (big(rest, 0, 4)?, big(rest, 4, 4)?),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', rest @ ..] => (little(rest, 0, 2)?, little(rest, 2, 2)?),
        [0xff, 0xd8, rest @ ..] => jpeg(rest)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', rest @ ..] => webp(rest)?,
        _ => {
            let text = std::str::from_utf8(bytes).ok()?;
            return text.contains("<svg").then_some(Picture::Drawing);
        }
    };
    (width > 0 && height > 0).then_some(Picture::Pixels(width, height))
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |sum, b| sum << 8 | u32::from(*b)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |sum, b| sum << 8 | u32::from(*b)))
}

/// Width and height stand in the first frame's head, behind segments that each tell their length.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 0;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + big(bytes, at + 2, 2)? as usize,
            // A photograph that was cut short has no end; a small one in front of it may have its own.
            0xc0..=0xcf if !bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]) => return None,
            0xc0..=0xcf => return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?)),
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => at += 2 + big(bytes, at + 2, 2)? as usize,
        }
    }
}

/// Lossy, lossless or with more to it.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(..4)? {
        b"VP8 " => Some((little(bytes, 14, 2)? & 0x3fff, little(bytes, 16, 2)? & 0x3fff)),
        b"VP8L" => {
            let both = little(bytes, 9, 4)?;
            Some(((both & 0x3fff) + 1, (both >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 12, 3)? + 1, little(bytes, 15, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_told_by_its_first_bytes() {
        let jpeg =
            b"\xff\xd8\xff\xe0\x00\x04JF\xff\xff\xc4\x00\x02\xff\xc2\x00\x0b\x08\x01\x02\x03\x04\xff\xd9";
        let cut = &jpeg[..jpeg.len() - 1];
        #[rustfmt::skip]
        let cases: [(&str, &[u8], Option<Picture>); 14] = [
            ("png",            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x00\0\0\0\x03\x08", Some(Picture::Pixels(256, 3))),
            ("png, cut",       b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x00\0\0", None),
            ("png, only said", b"\x89PNG\r\n\x1a\n made up", None),
            ("png, no width",  b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\x03\x08", None),
            ("gif",            b"GIF89a\x02\x01\x03\x00", Some(Picture::Pixels(258, 3))),
            ("jpeg",           jpeg, Some(Picture::Pixels(0x304, 0x102))),
            ("jpeg, cut",      cut, None),
            ("jpeg, no frame", b"\xff\xd8\xff\xd9", None),
            ("webp, lossless", b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x03\x80\x00\x00", Some(Picture::Pixels(4, 3))),
            ("webp, extended", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x03\0\0\x02\0\0", Some(Picture::Pixels(4, 3))),
            ("svg",            b"<?xml version=\"1.0\"?><svg/>", Some(Picture::Drawing)),
            ("text",           b"a picture", None),
            ("nothing",        b"", None),
            ("bytes",          b"\xff\xfe\x00", None),
        ];
        for (what, bytes, expected) in cases {
            assert_eq!(picture(bytes), expected, "{what}");
        }
    }
}
