//! Two versions of specs. In: two sets of APIs. Out: changes, what they break, the semver step.
