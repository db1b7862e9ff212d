package org.fangpin110.aftercare;

/** The contract's NewRating. @param score 1 to 5; three faces send 1, 3 and 5 */
record NewRating(int score, boolean solved, String text) {
    @Override
    public String toString() {
        return "NewRating[" + score + ", " + solved + "]";
    }
}
