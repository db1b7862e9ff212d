package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
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
        NoticeText text = new NoticeGenerator(new Messages()).text(content, Language.ZH);

        byte[] pdf = new NoticeSheet(new Messages(), "https://fangpin.example.cn").pdf(kind, content.number(), text);

        Path shown = Files.createDirectories(Path.of("target/notice")).resolve(kind + ".pdf");
        Files.write(shown, pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String told = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            text.lines().forEach(line -> assertThat(told)
                    .contains(line.label().replaceAll("\\s", ""), line.value().replaceAll("\\s", "")));
            assertThat(told)
                    .contains(text.number().replaceAll("\\s", ""), text.issuer(), text.date())
                    .contains(text.objection())
                    .doesNotContain("〓");
        }
    }
}
