//! A number that would have to be guessed: 约9, 9—16, full-width digits, thousands commas.

use crate::base::{Diagnostic, NotANumber, Span};

pub const NAME: &str = "not-a-number";

pub fn not_a_number(found: &str, why: NotANumber, span: Span) -> Diagnostic {
    let help = match why {
        NotANumber::Thousands => {
            let plain: String = found.chars().filter(|c| !",，".contains(*c)).collect();
            format!("不写千分位逗号，改为“{plain}”")
        }
        NotANumber::FullWidth => {
            let half: String = found.chars().map(half_width).collect();
            format!("请用半角数字，改为“{half}”")
        }
        NotANumber::Approximate => "请写确切的数，不加“约”“近”“左右”“余”等字".into(),
        NotANumber::Range => "请写一个数；目标为区间时写 {between: [9, 16]}".into(),
        NotANumber::TooLong => "整数部分至多12位，小数至多6位；请换用较大的单位".into(),
        NotANumber::Other => "请写阿拉伯数字，如“62.89”“-1.4”；没有数时留空，不参评写 {na: 原因}".into(),
    };
    Diagnostic::error(NAME, span, format!("“{found}”不是数")).help(help)
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '．' => '.',
        '－' => '-',
        other => other,
    }
}
