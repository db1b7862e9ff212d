/** The place for Mongolian words; what is missing falls back to Chinese. */
export default {}
