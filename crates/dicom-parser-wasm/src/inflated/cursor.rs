//! A place in a deflated stream, and the way from there forward, with the places passed remembered.
//!
//! Does not: know how long the output is, or copy it out; [`Cursor::kept`] lends the last bytes.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, TINFL_LZ_DICT_SIZE, decompress_with_limit};

use super::{Inflate, Wrapper};
use crate::{ReadCause, ReadError, Source};

/// Bytes of input taken at once.
const INPUT: u64 = 64 << 10;

/// Bytes inflated at least, where one call asks for fewer. Less than the window, so that a reader
/// who steps back a little still finds his bytes there.
const AHEAD: u64 = 8 << 10;

const WINDOW: u64 = TINFL_LZ_DICT_SIZE as u64;

/// The inflater between two bytes of its output, with the bytes that later ones may repeat.
#[derive(Clone)]
struct Point {
    inflater: Box<DecompressorOxide>,
    /// The last 32 KiB of output, byte `n` of the output at place `n % 32768`.
    window: Box<[u8]>,
    produced: u64,
    consumed: u64,
    done: bool,
}

impl Point {
    fn start() -> Self {
        Self {
            inflater: Box::default(),
            window: vec![0; TINFL_LZ_DICT_SIZE].into_boxed_slice(),
            produced: 0,
            consumed: 0,
            done: false,
        }
    }
}

/// The one live place in a stream, and the points from where it can be restarted.
pub(super) struct Cursor {
    here: Point,
    /// Ascending in `produced`, at multiples of `spacing`; the stream's start is not among them.
    points: Vec<Point>,
    spacing: u64,
    limit: u64,
    zlib: bool,
    /// Input bytes from `input_at` on.
    input: Vec<u8>,
    input_at: u64,
    furthest: u64,
}

impl Cursor {
    pub(super) fn new(source: &impl Source, how: Inflate) -> Result<Self, ReadError> {
        let zlib = how.wrapper == Wrapper::ZlibOrRaw && {
            let mut head = [0; 2];
            source.read_at(0, &mut head)? == 2 && matches!(head, [0x78, 0x01 | 0x5E | 0x9C | 0xDA])
        };
        Ok(Self {
            here: Point::start(),
            points: Vec::new(),
            spacing: how.spacing.max(1),
            limit: how.limit,
            zlib,
            input: Vec::new(),
            input_at: 0,
            furthest: 0,
        })
    }

    /// Bytes of output so far.
    pub(super) fn produced(&self) -> u64 {
        self.here.produced
    }

    /// Whether the stream ended here.
    pub(super) fn is_done(&self) -> bool {
        self.here.done
    }

    /// Bytes of input used, at the furthest place ever.
    pub(super) fn consumed(&self) -> u64 {
        self.furthest
    }

    /// Bytes of output from `at` on that are still in the window: as many as lie there in one
    /// piece, none if `at` is too far back or not reached yet.
    pub(super) fn kept(&self, at: u64) -> &[u8] {
        let ahead = self.here.produced.saturating_sub(at);
        if ahead == 0 || ahead > WINDOW {
            return &[];
        }
        let start = place(at);
        let end = start.saturating_add(usize::try_from(ahead).unwrap_or(usize::MAX)).min(self.here.window.len());
        self.here.window.get(start..end).unwrap_or_default()
    }

    /// Goes to the nearest known place from where byte `at` of the output lies ahead.
    pub(super) fn seek(&mut self, at: u64) {
        let point = self.points.iter().rfind(|p| p.produced <= at);
        let nearest = point.map_or(0, |p| p.produced);
        if (nearest..=at).contains(&self.here.produced) {
            return;
        }
        self.here = point.cloned().unwrap_or_else(Point::start);
    }

    /// Inflates at least one byte of output, at most to `to` and a little beyond, never so much
    /// that the window loses a byte of this call. At the stream's end: none, and
    /// [`is_done`](Self::is_done) holds.
    pub(super) fn advance(&mut self, source: &impl Source, to: u64) -> Result<(), ReadError> {
        let from = self.here.produced;
        let to = to
            .max(from.saturating_add(AHEAD))
            .min(self.due())
            .min(self.limit)
            // The output buffer is the window: it is filled to its end, then from its start.
            .min(from.saturating_add(WINDOW).saturating_sub(from % WINDOW));
        let room = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
        while self.here.produced == from && !self.here.done {
            self.fill(source)?;
            self.step(source.len(), room)?;
        }
        self.remember();
        Ok(())
    }

    /// One call of the inflater: it stops when the input or the room is used up, or at the end.
    fn step(&mut self, source_len: u64, room: usize) -> Result<(), ReadError> {
        let skip = usize::try_from(self.here.consumed.saturating_sub(self.input_at)).unwrap_or(usize::MAX);
        let input = self.input.get(skip..).unwrap_or_default();
        let is_last = self.here.consumed.saturating_add(input.len() as u64) >= source_len;
        let mut flags = 0;
        if !is_last {
            flags |= TINFL_FLAG_HAS_MORE_INPUT;
        }
        if self.zlib {
            flags |= TINFL_FLAG_PARSE_ZLIB_HEADER;
        }
        // In the first round only this makes the inflater refuse distances that reach before the
        // first byte; in the wrapping form it would repeat the window's zeros.
        if self.here.produced < WINDOW {
            flags |= TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        }
        let start = place(self.here.produced);
        let (status, used, made) =
            decompress_with_limit(&mut self.here.inflater, input, &mut self.here.window, start, room, flags);
        let has_input = !input.is_empty();
        self.here.consumed = self.here.consumed.saturating_add(used as u64);
        self.here.produced = self.here.produced.saturating_add(made as u64);
        self.furthest = self.furthest.max(self.here.consumed);
        let cause = match status {
            TINFLStatus::Done => {
                self.here.done = true;
                return Ok(());
            }
            // Bytes before the fault are good, wherever the reader stops: the next call tells.
            _ if made > 0 => return Ok(()),
            TINFLStatus::NeedsMoreInput if has_input => return Ok(()),
            // It says so, too, when there was neither room nor input; then input may come.
            TINFLStatus::HasMoreOutput if used > 0 => return Ok(()),
            TINFLStatus::HasMoreOutput => ReadCause::Limit,
            _ => ReadCause::Corrupt,
        };
        Err(ReadError::new(self.here.produced, cause))
    }

    /// Has input ready, unless the source is at its end.
    fn fill(&mut self, source: &impl Source) -> Result<(), ReadError> {
        let at = self.here.consumed;
        let end = self.input_at.saturating_add(self.input.len() as u64);
        let left = source.len().saturating_sub(at);
        if (self.input_at..end).contains(&at) || left == 0 {
            return Ok(());
        }
        self.input.resize(usize::try_from(left.min(INPUT)).unwrap_or(usize::MAX), 0);
        let read = source.read_at(at, &mut self.input);
        // Empty unless all went well: a later call must not take old bytes for new ones.
        self.input.truncate(*read.as_ref().unwrap_or(&0));
        self.input_at = at;
        read.map(|_| ()).map_err(|error| ReadError::new(self.here.produced, error.cause))
    }

    /// Where the next point is due. Always ahead: a place that is due is dealt with when it is reached.
    fn due(&self) -> u64 {
        self.points.last().map_or(0, |p| p.produced).saturating_add(self.spacing)
    }

    /// Keeps this place, if one is due. When all are taken, every other one goes and the spacing
    /// doubles.
    fn remember(&mut self) {
        if self.here.done || self.here.produced < self.due() {
            return;
        }
        if self.points.len() >= Inflate::MAX_POINTS {
            self.spacing = self.spacing.saturating_mul(2);
            let spacing = self.spacing;
            self.points.retain(|p| p.produced.is_multiple_of(spacing));
            return;
        }
        self.points.push(self.here.clone());
    }

    #[cfg(test)]
    pub(super) fn points(&self) -> usize {
        self.points.len()
    }
}

/// Where byte `at` of the output stands in the window.
fn place(at: u64) -> usize {
    usize::try_from(at % WINDOW).unwrap_or_default()
}
