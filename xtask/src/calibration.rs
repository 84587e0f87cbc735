//! How far the confidence of findings agrees with how often they are right, and the line that would make them agree.

/// A confidence, and whether the finding is right.
pub type Judged = (f64, bool);

/// Prints how far confidences and facts agree.
pub fn calibration(kind: &str, all: &[Judged]) {
    const BINS: [f64; 6] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95];
    println!("\n{kind}: {} findings\n\n| said | findings | mean | right |\n|---|---:|---:|---:|", all.len());
    let mut error = 0.0;
    for (at, low) in BINS.iter().enumerate() {
        let high = BINS.get(at + 1).copied().unwrap_or(1.01);
        let bin: Vec<&Judged> = all.iter().filter(|(said, _)| (*low..high).contains(said)).collect();
        if bin.is_empty() {
            continue;
        }
        let number = bin.len() as f64;
        let mean = bin.iter().map(|(said, _)| said).sum::<f64>() / number;
        let right = bin.iter().filter(|(_, right)| *right).count() as f64 / number;
        error += (mean - right).abs() * number / all.len() as f64;
        println!("| {low:.2}–{:.2} | {number} | {mean:.3} | {right:.3} |", high.min(1.0));
    }
    let (slope, shift) = line(all);
    println!("\nexpected calibration error {error:.3}; fit: slope {slope:.3}, shift {shift:.3}");
}

/// Logistic regression on the logit, by Newton's method; targets drawn in as Platt does, so that few errors do not send
/// the line off.
fn line(all: &[Judged]) -> (f64, f64) {
    /// Weight that holds the slope at 1, in findings.
    const HOLD: f64 = 2.0;
    let right = all.iter().filter(|(_, right)| *right).count() as f64;
    let wrong = all.len() as f64 - right;
    let (high, low) = ((right + 1.0) / (right + 2.0), 1.0 / (wrong + 2.0));
    let (mut slope, mut shift) = (1.0, 0.0);
    for _ in 0..50 {
        let (mut g, mut h) = ([HOLD * (1.0 - slope), 0.0], [HOLD, 0.0, 1e-6]);
        for (said, right) in all {
            let said = said.clamp(0.01, 0.99);
            let x = (said / (1.0 - said)).ln();
            let p = 1.0 / (1.0 + (-(slope * x + shift)).exp());
            let (rest, weight) = (if *right { high } else { low } - p, p * (1.0 - p));
            g = [g[0] + rest * x, g[1] + rest];
            h = [h[0] + weight * x * x, h[1] + weight * x, h[2] + weight];
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        slope += (h[2] * g[0] - h[1] * g[1]) / determinant;
        shift += (h[0] * g[1] - h[1] * g[0]) / determinant;
    }
    (slope, shift)
}
