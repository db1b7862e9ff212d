package org.fangpin110.leaflet;

import java.awt.Color;
import org.fangpin110.platform.paper.Ink;

/** The three steps as pictures, drawn here, each in a square of 72 points around its centre. */
enum Pictogram {
    SCAN {
        @Override
        void draw(Ink ink, float x, float y) {
            phone(ink, x, y);
            ink.page.setColorFill(Ink.DEEP);
            for (int[] at : new int[][] {{-9, 3}, {3, 3}, {-9, -9}}) {
                ink.frame(x + at[0], y + at[1], 7, 7, 1, 2, Ink.DEEP);
            }
            ink.box(x + 3, y - 9, 3.5f, 3.5f, 0.2f, Ink.DEEP);
            ink.box(x + 7, y - 5, 3.5f, 3.5f, 0.2f, Ink.DEEP);
            ink.line(x - 26, y, x + 26, y, 3, Ink.WARM);
        }
    },
    TELL {
        @Override
        void draw(Ink ink, float x, float y) {
            person(ink, x - 17, y - 3);
            ink.box(x - 2, y - 4, 37, 32, 7, Ink.DEEP);
            ink.shape(Ink.DEEP, x + 2, y, x + 14, y - 2, x - 1, y - 15);
            ink.line(x + 6, y + 20, x + 27, y + 20, 3, Color.WHITE);
            ink.line(x + 6, y + 12, x + 27, y + 12, 3, Color.WHITE);
            ink.line(x + 6, y + 4, x + 18, y + 4, 3, Color.WHITE);
        }
    },
    HEAR {
        @Override
        void draw(Ink ink, float x, float y) {
            ink.shape(Ink.DEEP, x - 34, y + 6, x - 8, y + 30, x + 18, y + 6);
            ink.box(x - 28, y - 28, 40, 36, 1, Ink.DEEP);
            ink.box(x - 20, y - 28, 13, 24, 1, Color.WHITE);
            ink.box(x - 1, y - 8, 9, 9, 1, Color.WHITE);
            person(ink, x + 24, y - 8);
        }
    };

    abstract void draw(Ink ink, float x, float y);

    private static void phone(Ink ink, float x, float y) {
        ink.box(x - 18, y - 33, 36, 66, 6, Ink.DEEP);
        ink.box(x - 14, y - 23, 28, 47, 2, Color.WHITE);
        ink.disc(x, y - 28, 2.5f, Color.WHITE);
    }

    private static void person(Ink ink, float x, float y) {
        ink.disc(x, y + 13, 9, Ink.WARM);
        ink.page.setColorFill(Ink.WARM);
        ink.page.moveTo(x - 15, y - 25);
        ink.page.lineTo(x - 15, y - 10);
        ink.page.curveTo(x - 15, y + 6, x + 15, y + 6, x + 15, y - 10);
        ink.page.lineTo(x + 15, y - 25);
        ink.page.closePath();
        ink.page.fill();
    }
}
