//! Many inputs at the same time: each worker takes the next one; results come back in any order, a few at a time.
//!
//! A panic while working on one input ends that input alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

/// Results are handed over when so many are there, or when this time is over: waking the other side for each
/// small file costs more than the file.
const MOST: usize = 32;
const SOON: Duration = Duration::from_millis(50);

/// Set when a person asked to stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stopped(Arc<AtomicBool>);

impl Stopped {
    /// Listens for Ctrl+C and termination.
    pub(crate) fn listen() -> Self {
        let stopped = Self::default();
        let flag = stopped.clone();
        // A second listener cannot be set; then the system's own handling stays.
        let _ = ctrlc::set_handler(move || flag.0.store(true, Ordering::Relaxed));
        stopped
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Number of workers: as asked, else one a core.
pub(crate) fn count(jobs: Option<u16>) -> usize {
    jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Works on all items and hands each result over in the calling thread. `work` gives `None` for a panic's item.
/// Stops early, items left, when `stopped` is set or `take` says so.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    stopped: &Stopped,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, Option<R>) -> bool,
) {
    let next = AtomicUsize::new(0);
    let full = AtomicBool::new(false);
    let (send, receive) = mpsc::sync_channel::<Vec<(usize, Option<R>)>>(jobs * 2);
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(items.len()).max(1) {
            let send = send.clone();
            let (next, full, work) = (&next, &full, &work);
            scope.spawn(move || {
                let (mut done, mut since) = (Vec::new(), Instant::now());
                while !stopped.is_set() && !full.load(Ordering::Relaxed) {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(n) else { break };
                    done.push((n, catch_unwind(AssertUnwindSafe(|| work(item))).ok()));
                    if done.len() >= MOST || since.elapsed() >= SOON {
                        if send.send(std::mem::take(&mut done)).is_err() {
                            return;
                        }
                        since = Instant::now();
                    }
                }
                // The other side is gone only when it is done with all of this.
                let _ = send.send(done);
            });
        }
        drop(send);
        for (n, result) in receive.into_iter().flatten() {
            if !full.load(Ordering::Relaxed) && !take(n, result) {
                full.store(true, Ordering::Relaxed);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_a_panic_ends_one_item() {
        let items: Vec<usize> = (0..1000).collect();
        let mut seen = vec![0; 1000];
        let work = |n: &usize| if *n == 7 { panic!("a defect") } else { *n };
        each(&items, 3, &Stopped::default(), work, |n, result| {
            seen[n] += 1;
            assert_eq!(result, (n != 7).then_some(n));
            true
        });
        assert!(seen.iter().all(|count| *count == 1));
    }
}
