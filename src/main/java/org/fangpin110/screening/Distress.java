package org.fangpin110.screening;

/** What cannot wait. Words: {@code flag.urgent-<name>} for staff; where there is advice for the resident, {@code receipt.note.urgent-<name>}. */
public enum Distress {
    NO_FOOD,
    NO_MEDICINE,
    NO_SHELTER,
    SELF_HARM,
    VIOLENCE,
    TRAPPED
}
