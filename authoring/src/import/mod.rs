//! From tables of a page to YAML. In: a page. Out: a fragment of a spec, and what was not understood.
