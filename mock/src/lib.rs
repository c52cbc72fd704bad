//! A server that plays the API of a spec: it checks requests and answers them.
