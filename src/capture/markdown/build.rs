use super::emphasis::is_chinese;
use super::frame::{Frame, What};
use super::source::Source;
use super::{DEPTH, links, slips};
use crate::base::{Block, Diagnostic, Inline, Item, Prose};
use crate::capture::Body;
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Builds the tree from the parser's events, without recursion.
pub(super) struct Builder<'t> {
    source: Source<'t>,
    stack: Vec<Frame>,
    body: Body,
    faults: Vec<Diagnostic>,
    /// Where bound numbers, code and HTML stand: what looks like a broken bound number there is none.
    taken: Vec<Range<usize>>,
    /// Where the last run of text ends, if it is as its source.
    run_end: Option<usize>,
}

impl<'t> Builder<'t> {
    pub fn new(source: Source<'t>) -> Builder<'t> {
        Builder {
            source,
            stack: vec![Frame::new(What::Root, 0..source.text.len())],
            body: Body::default(),
            faults: Vec::new(),
            taken: Vec::new(),
            run_end: None,
        }
    }

    pub fn build(mut self, events: Events) -> (Body, Vec<Diagnostic>) {
        for i in 0..events.len() {
            let (event, at) = (&events[i].0, events[i].1.clone());
            match event {
                Event::Start(_) if self.stack.len() > DEPTH => return self.too_deep(at),
                Event::Start(tag) => self.start(Frame::of(tag.clone(), at, self.source)),
                Event::End(end) => self.end(end),
                Event::SoftBreak => self.soft_break(&events, i),
                _ => self.leaf(event, at),
            }
        }
        let blocks = self.stack.drain(..).next().map(|root| root.blocks).unwrap_or_default();
        self.body.prose = Prose { blocks };
        self.faults.extend(slips::bound_numbers(self.source, self.taken));
        self.body.html = slips::without_closing_tags(self.source, self.body.html);
        (self.body, self.faults)
    }

    fn too_deep(mut self, at: Range<usize>) -> (Body, Vec<Diagnostic>) {
        let start = self.source.span(at.start..at.start);
        let message = format!("嵌套过深：引用、清单或强调超过{DEPTH}层");
        self.faults.push(Diagnostic::error("too-deep", start, message).help("请检查这里的“>”“-”“*”和缩进"));
        (Body::default(), self.faults)
    }

    fn start(&mut self, frame: Frame) {
        match frame.what {
            What::Strong | What::Emphasis | What::Strike | What::Link { .. } | What::Image { .. } => {
                self.loosen(&frame.at);
            }
            What::Tilde => {
                self.loosen(&frame.at);
                self.text("~", frame.at.start..frame.at.start + 1);
            }
            _ => self.close_loose(),
        }
        self.stack.push(frame);
    }

    fn leaf(&mut self, event: &Event, at: Range<usize>) {
        if let Some(Frame { what: What::Code { text, body, .. }, .. }) = self.stack.last_mut() {
            if let Event::Text(said) = event {
                let raw = self.source.slice(at.clone());
                match raw.contains('\r') {
                    true => text.push_str(&raw.replace("\r\n", "\n")),
                    false if raw.len() == said.len() => text.push_str(raw),
                    false => text.push_str(said),
                }
                *body = Some(body.as_ref().map_or(at.start, |b| b.start)..at.end);
            }
            return;
        }
        match event {
            Event::Text(said) => {
                let raw = self.source.slice(at.clone());
                let is_entity = raw.len() > 1 && raw.starts_with('&');
                self.text(if raw.len() == said.len() && !is_entity { raw } else { said }, at);
            }
            Event::Code(_) => {
                self.taken.push(at.clone());
                let text = code_text(self.source.slice(at.clone()));
                self.plain(&text);
                let span = self.source.span(at.clone());
                self.inline(Inline::Code { text, span }, &at);
            }
            Event::Html(_) => {
                if let Some(Frame { what: What::Html { text }, .. }) = self.stack.last_mut() {
                    text.push_str(&self.source.text[at]);
                }
            }
            Event::InlineHtml(_) => self.html(self.source.slice(at.clone()).to_owned(), at),
            Event::HardBreak => self.inline(Inline::LineBreak, &at),
            Event::Rule => {
                self.close_loose();
                let span = self.source.span(self.source.trimmed(at));
                self.block(Block::Break { span });
            }
            // Extensions that are not switched on: their text is text.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {
                self.text(self.source.slice(at.clone()), at);
            }
            Event::Start(_) | Event::End(_) | Event::SoftBreak => {}
        }
    }

    fn end(&mut self, end: &TagEnd) {
        self.close_loose();
        // The root is never ended by an event.
        if self.stack.len() < 2 {
            return;
        }
        let Some(frame) = self.stack.pop() else { return };
        debug_assert!(!matches!(frame.what, What::Root), "{end:?}");
        self.finish(frame);
    }

    fn finish(&mut self, mut frame: Frame) {
        let source = self.source;
        let at = frame.at.clone();
        let span = source.span(source.trimmed(at.clone()));
        match std::mem::replace(&mut frame.what, What::Root) {
            What::Root => {}
            What::Quote => self.block(Block::Quote { blocks: frame.blocks, span }),
            What::List { start, items } => self.block(Block::List { start, items, span }),
            What::Item => {
                if let Some(Frame { what: What::List { items, .. }, .. }) = self.stack.last_mut() {
                    items.push(Item { blocks: frame.blocks });
                }
            }
            What::Paragraph => {
                self.faults.extend(slips::heading_without_blank(source, at.start));
                self.paragraph(frame.inlines, source.trimmed(at));
            }
            What::Heading(level) => {
                self.faults.extend(slips::heading_by_underline(source, source.trimmed(at)));
                self.block(Block::Heading { level, inlines: frame.inlines, span });
            }
            What::Table { align, head, rows } => self.block(Block::Table { align, head, rows, span }),
            What::Head { cells } => {
                if let Some(Frame { what: What::Table { head, .. }, .. }) = self.stack.last_mut() {
                    *head = cells;
                }
            }
            What::Row { cells } => {
                if let Some(Frame { what: What::Table { rows, .. }, .. }) = self.stack.last_mut() {
                    rows.push(cells);
                }
            }
            What::Cell => {
                if let Some(Frame { what: What::Head { cells } | What::Row { cells }, .. }) =
                    self.stack.last_mut()
                {
                    cells.push(frame.inlines);
                }
            }
            What::Code { fenced, text, body } => self.code(fenced, text, body, at),
            What::Html { text } => self.html(text, source.trimmed(at)),
            What::Strong => self.push_inline(Inline::Strong(frame.inlines)),
            What::Emphasis => self.push_inline(Inline::Emphasis(frame.inlines)),
            What::Strike => self.push_inline(Inline::Strike(frame.inlines)),
            What::Tilde => {
                frame.inlines.into_iter().for_each(|i| self.push_inline(i));
                self.text("~", at.end - 1..at.end);
            }
            What::Link { target, kind } => {
                let link = links::link(source, frame, target, kind);
                if matches!(link, Inline::Bound(_)) {
                    self.taken.push(at);
                }
                self.push_inline(link);
            }
            What::Image { target, title, kind } => {
                self.push_inline(links::image(source, frame, target, title, kind));
            }
        }
    }

    /// A soft break is nothing beside a Chinese character (wording.md section 3), else a blank.
    fn soft_break(&mut self, events: &Events, i: usize) {
        let visible = |e: &(Event, Range<usize>), last: bool| match &e.0 {
            Event::Text(_) | Event::Code(_) => {
                let text = self.source.slice(e.1.clone()).trim_matches('`');
                if last { text.chars().next_back() } else { text.chars().next() }
            }
            _ => None,
        };
        let is_mark = |e: &&(Event, Range<usize>)| !matches!(e.0, Event::Start(_) | Event::End(_));
        let before = events[..i].iter().rev().find(is_mark).and_then(|e| visible(e, true));
        let after = events[i + 1..].iter().find(is_mark).and_then(|e| visible(e, false));
        if !before.is_some_and(is_chinese) && !after.is_some_and(is_chinese) {
            let at = events[i].1.clone();
            self.plain(" ");
            let span = self.source.span(at.clone());
            self.inline(Inline::Text { text: " ".into(), span }, &at);
        }
    }

    /// Adds text; it joins the run before it where both stand side by side in the source.
    fn text(&mut self, text: &str, at: Range<usize>) {
        self.plain(text);
        let span = self.source.span(at.clone());
        let joins = self.run_end.replace(at.end) == Some(at.start);
        if self.source.text[at.clone()] != *text {
            self.run_end = None;
        } else if joins
            && let Some(Inline::Text { text: run, span: place }) =
                self.stack.last_mut().and_then(|f| f.inlines.last_mut())
            && place.end == span.start
        {
            run.push_str(text);
            place.end = span.end;
            return self.loosen(&at);
        }
        self.inline(Inline::Text { text: text.to_owned(), span }, &at);
    }

    fn inline(&mut self, inline: Inline, at: &Range<usize>) {
        self.loosen(at);
        self.push_inline(inline);
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Some(frame) = self.stack.last_mut() {
            frame.inlines.push(inline);
        }
    }

    /// Keeps the plain text of the links and pictures around.
    fn plain(&mut self, text: &str) {
        for frame in &mut self.stack {
            if matches!(frame.what, What::Link { .. } | What::Image { .. }) {
                frame.plain.push_str(text);
            }
        }
    }

    /// Notes that inline content stands in a frame of blocks, without a paragraph of its own.
    fn loosen(&mut self, at: &Range<usize>) {
        if let Some(frame) = self.stack.last_mut().filter(|f| f.holds_blocks()) {
            let start = frame.loose.as_ref().map_or(at.start, |l| l.start);
            frame.loose = Some(start..at.end);
        }
    }

    fn close_loose(&mut self) {
        let Some(frame) = self.stack.last_mut() else { return };
        if let Some(at) = frame.loose.take() {
            let inlines = std::mem::take(&mut frame.inlines);
            self.paragraph(inlines, at);
        }
    }

    /// A paragraph without the full-width blanks with which some writers indent it; none where only comments stood.
    fn paragraph(&mut self, mut inlines: Vec<Inline>, at: Range<usize>) {
        if let Some(Inline::Text { text, span }) = inlines.first_mut() {
            let indent = text.len() - text.trim_start_matches('\u{3000}').len();
            if indent > 0 && span.range().len() == text.len() {
                text.drain(..indent);
                span.start += indent as u32;
            }
        }
        inlines.retain(|i| !matches!(i, Inline::Text { text, .. } if text.is_empty()));
        if !inlines.is_empty() {
            let span = self.source.span(at);
            self.block(Block::Paragraph { inlines, span });
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn fault(&mut self, rule: &'static str, at: Range<usize>, message: impl Into<String>, help: &str) {
        self.faults.push(Diagnostic::error(rule, self.source.span(at), message).help(help));
    }
}

/// The fences and the raw HTML.
impl Builder<'_> {
    fn code(&mut self, fenced: bool, text: String, body: Option<Range<usize>>, at: Range<usize>) {
        let source = self.source;
        let span = source.span(source.trimmed(at.clone()));
        self.taken.push(at.clone());
        if !fenced {
            self.faults.push(slips::indented_code(source, at));
            return self.block(Block::Code { info: String::new(), text, span });
        }
        let line = source.rest_of_line(at.start);
        let opening = source.slice(line.clone());
        let fence = opening.len() - opening.trim_start_matches(['`', '~']).len();
        let info = opening[fence..].trim();
        let is_ours = info == "tongbao" || info.starts_with("tongbao ");
        if !is_closed(source.slice(at.clone()), &opening[..fence]) {
            let help = "请在这一块之后另起一行，写上同样的符号";
            return self.fault("fence-unclosed", line.start..line.start + fence, "这一块没有结束符", help);
        }
        if !is_ours {
            return self.block(Block::Code { info: info.to_owned(), text, span });
        }
        if self.stack.len() > 1 {
            let help = "请让它顶格写，前后各空一行";
            return self.fault("block-nested", line, "生成块不能放在清单或引用里面", help);
        }
        let name = info["tongbao".len()..].trim().to_owned();
        let name_start = line.start + opening.trim_end().len() - name.len();
        let body = body.unwrap_or_else(|| {
            let after = (line.end + source.text[line.end..].find('\n').map_or(0, |i| i + 1)).min(at.end);
            after..after
        });
        self.block(Block::Generated {
            name_span: source.span(name_start..name_start + name.len()),
            name,
            options: source.slice(body.clone()).to_owned(),
            options_span: source.span(body),
            span,
        });
    }

    /// Sorts a piece of HTML into comments and the rest; `text` is what it says, without the marks of quotes.
    fn html(&mut self, text: String, at: Range<usize>) {
        self.taken.push(at.clone());
        let trimmed = text.trim();
        if !trimmed.starts_with("<!--") {
            let span = self.source.span(at);
            return self.body.html.push(span);
        }
        let Some(length) = trimmed.find("-->").map(|i| i + 3) else {
            let start = self.source.text[at.clone()].find("<!--").map_or(at.start, |i| at.start + i);
            let help = "请在注释末尾补上“-->”";
            return self.fault(
                "comment-unclosed",
                start..start + 4,
                "注释“<!--”没有结束，后面的正文都会被当作注释",
                help,
            );
        };
        let inside = trimmed.get(4..length - 3).unwrap_or("").trim().to_owned();
        let rest = trimmed[length..].trim();
        let end = self.source.text[at.clone()].find("-->").map_or(at.end, |i| at.start + i + 3);
        self.body.comments.push((inside, self.source.span(at.start..end)));
        if rest.starts_with("<!--") {
            let blanks = self.source.text[end..at.end].find("<!--").unwrap_or(0);
            return self.html(rest.to_owned(), end + blanks..at.end);
        }
        if !rest.is_empty() {
            let start = at.end - self.source.text[end..at.end].trim_start().len();
            let help = "请把注释单独写成一行，正文另起一行";
            self.fault("text-after-comment", start..at.end, "注释后面同一行的文字会被一起略去", help);
        }
    }
}

/// What a code span says: without its backticks, line ends as blanks, one blank on either side taken off.
fn code_text(raw: &str) -> String {
    let text = raw.trim_matches('`').replace("\r\n", " ").replace('\n', " ");
    match text.strip_prefix(' ').and_then(|t| t.strip_suffix(' ')) {
        Some(inner) if !inner.trim().is_empty() => inner.to_owned(),
        _ => text,
    }
}

/// Whether the last line of a fenced block is a closing fence, at least as long as the opening one.
fn is_closed(block: &str, fence: &str) -> bool {
    let Some((_, last)) = block.trim_end().rsplit_once('\n') else { return false };
    let last = last.trim_start_matches([' ', '\t', '>']);
    last.len() >= fence.len() && last.chars().all(|c| fence.starts_with(c))
}
