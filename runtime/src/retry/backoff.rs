//! Waits between attempts, with full jitter.

use std::time::Duration;

use crate::RetryPolicy;

/// The wait before a repetition, the first of which is number 1: random between zero and the doubled delay.
///
/// This is written here since backon's jitter is another one: it adds to the delay, so that clients which failed at the
/// same moment come back in the same second.
pub(super) fn wait(policy: &RetryPolicy, repetition: u32) -> Duration {
    let longest = longest(policy, repetition);
    let nanos = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(fastrand::u64(0..=nanos))
}

fn longest(policy: &RetryPolicy, repetition: u32) -> Duration {
    let factor = 2_u32.saturating_pow(repetition.saturating_sub(1));
    policy
        .base_delay
        .saturating_mul(factor)
        .min(policy.max_delay)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: RetryPolicy = RetryPolicy {
        max_attempts: 10,
        base_delay: Duration::from_millis(200),
        max_delay: Duration::from_secs(1),
    };

    #[test]
    fn the_bound_doubles_up_to_the_maximum() {
        let bounds: Vec<u128> = (1..=5).map(|n| longest(&POLICY, n).as_millis()).collect();
        assert_eq!(bounds, [200, 400, 800, 1000, 1000]);
        assert_eq!(longest(&POLICY, u32::MAX).as_millis(), 1000);
    }

    #[test]
    fn waits_fill_the_whole_range() {
        let waits: Vec<u128> = (0..1000).map(|_| wait(&POLICY, 1).as_millis()).collect();
        let (least, most) = (waits.iter().min(), waits.iter().max());
        assert!(least < Some(&20) && most > Some(&180) && most <= Some(&200));
    }
}
