//! Pictures of nobody: ellipses that a person takes for a chest, an abdomen, a head; noise from a seed; words
//! drawn as pixels.

/// Rows and columns of the grey pictures.
pub(super) const SIDE: usize = 128;
/// Rows and columns of the ultrasound picture.
pub(super) const SONO: (usize, usize) = (144, 192);

/// A pseudo-random number generator with the constants of Knuth's MMIX.
struct Noise(u64);

impl Noise {
    /// The next number, from `-half` to `half`.
    fn next(&mut self, half: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as i32 % (2 * half + 1) - half
    }
}

/// An ellipse by centre and half axes, all in thousandths of the side, and the value inside.
type Ellipse = (i32, i32, i32, i32, i32);

/// The last ellipse that covers a point gives its value. Integers only: the same on every machine.
fn grey(ellipses: &[Ellipse], outside: i32, noise: i32, seed: u64) -> Vec<u8> {
    let mut random = Noise(seed);
    let mut bytes = Vec::with_capacity(SIDE * SIDE * 2);
    for row in 0..SIDE as i32 {
        for column in 0..SIDE as i32 {
            let (x, y) = (column * 1000 / SIDE as i32, row * 1000 / SIDE as i32);
            let covers = |(cx, cy, rx, ry, _): &&Ellipse| {
                let (dx, dy) = (i64::from(x - cx), i64::from(y - cy));
                let (rx, ry) = (i64::from(*rx), i64::from(*ry));
                dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry
            };
            let value = ellipses.iter().rev().find(covers).map_or(outside, |e| e.4) + random.next(noise);
            bytes.extend((value.clamp(0, 4095) as u16).to_le_bytes());
        }
    }
    bytes
}

/// A slice of a chest in Hounsfield units + 1024: body, lungs, heart, spine.
pub(super) fn chest(slice: i32) -> Vec<u8> {
    let lung = 200 + 8 * slice;
    let ellipses = [
        (500, 500, 440, 310, 1060),
        (310, 480, 150, lung, 200),
        (690, 480, 150, lung, 200),
        (540, 460, 120, 110, 1080),
        (500, 700, 60, 60, 1700),
    ];
    grey(&ellipses, 24, 20, 1 + slice as u64)
}

/// A slice of an abdomen as MR shows it: body, liver, spleen, spine.
pub(super) fn abdomen(slice: i32) -> Vec<u8> {
    let ellipses = [
        (500, 500, 430, 300, 500),
        (350, 450, 200, 160 + 6 * slice, 800),
        (730, 470, 90, 110, 950),
        (500, 690, 60, 55, 300),
    ];
    grey(&ellipses, 10, 12, 100 + slice as u64)
}

/// A slice of a head: skin, bone, brain, ventricles, and a nose.
pub(super) fn head(slice: i32) -> Vec<u8> {
    let ellipses = [
        (500, 130, 40, 60, 1050),
        (500, 520, 330, 400, 1050),
        (500, 520, 310, 380, 1900),
        (500, 520, 280, 350, 1064),
        (440, 500, 40, 90 + 5 * slice, 1030),
        (560, 500, 40, 90 + 5 * slice, 1030),
    ];
    grey(&ellipses, 24, 10, 200 + slice as u64)
}

/// Letters of the banner, 5 by 7, a row in the low five bits.
const LETTERS: [(char, [u8; 7]); 14] = [
    ('A', [14, 17, 17, 31, 17, 17, 17]),
    ('D', [30, 17, 17, 17, 17, 17, 30]),
    ('M', [17, 27, 21, 21, 17, 17, 17]),
    ('O', [14, 17, 17, 17, 17, 17, 14]),
    ('R', [30, 17, 17, 30, 20, 18, 17]),
    ('T', [31, 4, 4, 4, 4, 4, 4]),
    ('U', [17, 17, 17, 17, 17, 17, 14]),
    ('Y', [17, 17, 10, 4, 4, 4, 4]),
    ('0', [14, 17, 19, 21, 25, 17, 14]),
    ('1', [4, 12, 4, 4, 4, 4, 14]),
    ('2', [14, 17, 1, 6, 8, 16, 31]),
    ('3', [30, 1, 1, 14, 1, 1, 30]),
    ('4', [2, 6, 10, 18, 31, 2, 2]),
    ('5', [31, 16, 30, 1, 1, 17, 14]),
];

/// An ultrasound fan in RGB with the patient's name and id written in the picture.
pub(super) fn ultrasound() -> Vec<u8> {
    let ((rows, columns), mut random) = (SONO, Noise(300));
    let mut bytes = Vec::with_capacity(rows * columns * 3);
    for row in 0..rows as i32 {
        for column in 0..columns as i32 {
            let (dx, dy) = (column - columns as i32 / 2, row - 16);
            let reach = dx * dx + dy * dy;
            let in_fan = dy > 0 && dx.abs() * 10 < dy * 9 && (100..15_000).contains(&reach);
            let value = if in_fan { (90 - dy / 3 + random.next(50)).clamp(0, 255) as u8 } else { 0 };
            bytes.extend(if is_ink(row, column) { [255, 255, 160] } else { [value; 3] });
        }
    }
    bytes
}

fn is_ink(row: i32, column: i32) -> bool {
    let (row, column) = (row - 4, column - 4);
    let mut text = "YAMADA TAROU 0012345".chars();
    let Some(letter) = usize::try_from(column / 6).ok().filter(|_| column >= 0).and_then(|n| text.nth(n)) else {
        return false;
    };
    let shape = LETTERS.iter().find(|(c, _)| *c == letter).map(|(_, shape)| shape);
    let bits = shape.and_then(|shape| shape.get(usize::try_from(row).ok()?)).copied().unwrap_or(0);
    column % 6 < 5 && bits >> (4 - column % 6) & 1 == 1
}
