//! Work on many items at once, with the results in the order of the items: the answer does not depend on the machine.

use std::num::NonZero;
use std::thread;

/// Threads cost some 50 µs to start; that is what this much text takes to compare.
const WORTH_A_THREAD: usize = 16_384;
/// More threads than this find no more to do.
const MOST_THREADS: usize = 8;

/// Applies `work` to every item; `size` says how many bytes of text an item is.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    size: impl Fn(&T) -> usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let total: usize = items.iter().map(&size).sum();
    let available = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let threads = available.min(total / WORTH_A_THREAD + 1).min(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    // Runs of about the same amount of text, one a thread.
    let share = total / threads + 1;
    let mut runs: Vec<&[T]> = Vec::with_capacity(threads);
    let (mut start, mut sum) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        sum += size(item);
        if sum >= share * (runs.len() + 1) || at + 1 == items.len() {
            runs.push(&items[start..=at]);
            start = at + 1;
        }
    }
    let work = &work;
    thread::scope(|scope| {
        let handles: Vec<_> =
            runs.iter().map(|run| scope.spawn(move || run.iter().map(work).collect::<Vec<R>>())).collect();
        let mut out = Vec::with_capacity(items.len());
        for (handle, run) in handles.into_iter().zip(&runs) {
            match handle.join() {
                Ok(results) => out.extend(results),
                // A thread that died left nothing behind; its run is done again here, where a panic is the caller's.
                Err(_) => out.extend(run.iter().map(work)),
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for size in [0, 100, 100_000] {
            let items: Vec<usize> = (0..57).collect();
            assert_eq!(
                map(&items, |_| size, |item| item * 2),
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
        assert!(map(&[] as &[u8], |_| 1, |item| *item).is_empty());
    }
}
