package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeSheetTest {
    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void theWholeNoticeStandsOnOnePage(NoticeKind kind) throws IOException {
        NoticeContent content = NoticeTextTest.content(
                kind,
                new NoticeHead.Adult(new PersonName("乌云·其木格")),
                NameStyle.FULL,
                Optional.of(PublicCause.SPENDING));
        NoticeText plain = new NoticeGenerator(new Messages()).text(content, Language.ZH);
        List<NoticeText.Line> more = new ArrayList<>(plain.lines());
        more.add(new NoticeText.Line("说明", "公示期内可到村委会查阅评议记录".repeat(4)));
        NoticeText text = new NoticeText(
                plain.title(),
                plain.opening(),
                more,
                plain.objection(),
                plain.privacy(),
                plain.issuer(),
                plain.date(),
                plain.number());

        byte[] pdf = new NoticeSheet(new Messages(), "https://fangpin.example.cn").pdf(kind, content.number(), text);

        Path shown = Files.createDirectories(Path.of("target/notice")).resolve(kind + ".pdf");
        Files.write(shown, pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String told = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            text.lines().forEach(line -> assertThat(told)
                    .contains(line.label().replaceAll("\\s", ""), line.value().replaceAll("\\s", "")));
            assertThat(lowestOfTheWords(document, text.objection()))
                    .as("above the code and the issuer")
                    .isLessThan(842 - 192);
            assertThat(told)
                    .contains(text.number().replaceAll("\\s", ""), text.issuer(), text.date())
                    .contains(text.objection())
                    .doesNotContain("〓");
        }
    }

    /** Points from the top of the page. */
    private static float lowestOfTheWords(PDDocument document, String words) throws IOException {
        AtomicReference<Float> lowest = new AtomicReference<>(0f);
        String end = words.substring(words.length() - 6);
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String row, List<TextPosition> at) {
                if (row.contains(end) || row.endsWith(end.substring(3))) {
                    lowest.set(at.get(0).getYDirAdj());
                }
            }
        };
        stripper.getText(document);
        assertThat(lowest.get()).isPositive();
        return lowest.get();
    }
}
