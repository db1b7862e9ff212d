package org.fangpin110.screening;

/** What was noticed in a narrative. Words: {@code sign.<name>}. */
public enum Sign {
    /** Digits, punctuation, pictures; no letter of any script. */
    NO_WORDS(100, 0),
    /** A word people try a form with. */
    TRIAL(100, 0),
    /** One or two characters, or one short unit, again and again. */
    REPEATED(100, 0),
    /** Neighbours on the keyboard. */
    KEYBOARD(100, 0),
    /** A Latin word without a vowel. */
    NO_VOWEL(100, 0),
    /** A long text that hardly says anything new. */
    MONOTONOUS(60, 0),
    /** Asks to add a WeChat or QQ account. */
    ACCOUNT(0, 100),
    LOAN(0, 100),
    LINK(0, 50),
    EASY_MONEY(0, 50),
    JOB_OFFER(0, 50),
    JOIN_GROUP(0, 50),
    BUYABLE_FAVOUR(0, 50),
    FORGED_PAPER(0, 50),
    GAMBLING(0, 50),
    /** A mobile number to ask at. */
    NUMBER(0, 50),
    /** Often the same text from one account in a day. */
    COPIES(0, 100),
    /** The same from somebody whose duty is to file for others. */
    COPIES_OF_CADRE(0, 50);

    final int garbage;
    final int spam;

    Sign(int garbage, int spam) {
        this.garbage = garbage;
        this.spam = spam;
    }
}
