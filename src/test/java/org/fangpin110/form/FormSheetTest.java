package org.fangpin110.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.support.FilledForms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forms on paper, read back. With {@code -Dforms.pictures=<directory>} they are also written there to be looked at. */
class FormSheetTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final FormCatalogue CATALOGUE = new FormCatalogue();
    private static final FormWords WORDS = new FormWords(new Messages(), Language.ZH);

    private final FilledForms filled = new FilledForms(LocalDate.of(2026, 11, 23), UUID.randomUUID());

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void aFormIsPrintedWithTitleUnitReceiptAndLinesToSignOn(FormCode code) throws IOException {
        try (PDDocument paper = paper(code, filled.of(code))) {
            String text = text(paper);

            assertThat(text)
                    .contains(WORDS.title(code))
                    .contains("扎赉特旗")
                    .contains("回执号：8K4M2P7Q")
                    .contains("打印时间2026-11-2312:00")
                    .contains("第1页")
                    .contains("共" + paper.getNumberOfPages() + "页")
                    .doesNotContain("〓");
            CATALOGUE.current(code).signatures().forEach(signer -> assertThat(text)
                    .contains(WORDS.text("form.sign." + signer)));
            look(code, paper);
        }
    }

    @Test
    void rareCharactersAndMongolianNamesArePrintedAsTheyAreWritten() throws IOException {
        try (PDDocument paper =
                paper(FormCode.VISIT_FORM, filled.of(FormCode.VISIT_FORM).put("metWith", "䶮·乌云"))) {
            assertThat(text(paper)).contains("王𬭎", "王㛃", "䶮·乌云", "乌云·其木格");
        }
    }

    @Test
    void aLongFormGoesOnOnTheNextPageWithItsNumber() throws IOException {
        JsonObject visit = filled.of(FormCode.VISIT_FORM).put("riskText", "家里情况很难。".repeat(280));
        try (PDDocument paper = paper(FormCode.VISIT_FORM, visit)) {
            assertThat(paper.getNumberOfPages()).isGreaterThan(2);
            assertThat(text(paper)).contains("第3页");
        }
    }

    private static PDDocument paper(FormCode code, JsonObject data) throws IOException {
        Form form = CATALOGUE.current(code);
        CaseForm row = new CaseForm(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "152223",
                1,
                1,
                code,
                1,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                "",
                NOW);
        return Loader.loadPDF(
                new FormSheet(form, WORDS).pdf(row, data, new FormSheet.Heading("扎赉特旗　好力保镇　巴岱村", "8K4M2P7Q"), NOW));
    }

    private static String text(PDDocument paper) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(paper).replaceAll("[\\s\\u3000]+", "");
    }

    private static void look(FormCode code, PDDocument paper) throws IOException {
        String directory = System.getProperty("forms.pictures");
        if (directory != null) {
            for (int page = 0; page < paper.getNumberOfPages(); page++) {
                ImageIO.write(
                        new PDFRenderer(paper).renderImageWithDPI(page, 70),
                        "png",
                        new File(directory, code + "-" + (page + 1) + ".png"));
            }
        }
    }
}
