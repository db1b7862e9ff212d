package org.fangpin110.leaflet;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.paper.QrCode;
import org.fangpin110.platform.paper.Typeface;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

class LeafletTest {
    private static final String URL = "https://fp110.example.gov.cn";
    private static final UnitTable UNITS = Units.shipped();
    private static final Messages MESSAGES = new Messages();

    private static Leaflet leaflet(Unit village, Optional<byte[]> programCode) {
        EntryCode code = new EntryCode(village.code());
        return new Leaflet(
                code,
                village.name(),
                Leaflets.above(UNITS, village),
                code.address(URL),
                programCode,
                1,
                LocalDate.of(2026, 11, 23));
    }

    private static Leaflet named(String village) {
        Unit any = UNITS.find("152223107208").orElseThrow();
        return new Leaflet(new EntryCode(any.code()), village, "扎赉特旗　好力保镇", URL, Optional.empty(), 1, LocalDate.EPOCH);
    }

    private static byte[] pdf(List<Leaflet> leaflets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LeafletDocument document = new LeafletDocument(MESSAGES, out, "试")) {
            leaflets.forEach(document::add);
        }
        return out.toByteArray();
    }

    private static List<Unit> villagesOfTheBanner() {
        return UNITS.within(UnitRange.of("152223000000")).stream()
                .filter(Unit::isVillage)
                .toList();
    }

    @Test
    void oneA4PageSaysWhoseItIsAndItsCodeIsRead() throws IOException {
        Unit village = UNITS.find("152223107208").orElseThrow();
        try (Paper paper = new Paper(pdf(List.of(leaflet(village, Optional.empty()))))) {
            assertThat(paper.pages()).isOne();
            assertThat(paper.document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
            assertThat(paper.document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
            assertThat(paper.text(1)).contains("防贫监测110", "一码上报", village.name(), "好力保镇", "12317", "152223107208");
            assertThat(paper.codes(1)).containsExactly(new EntryCode(village.code()).address(URL));
            keepPicture(paper, "leaflet-plain.png");
        }
    }

    @Test
    void withTheProgramCodeBothAreThere() throws IOException {
        Unit village = UNITS.find("152223100021").orElseThrow();
        EntryCode code = new EntryCode(village.code());
        byte[] programCode = new QrCode(code.scene()).png(640);
        try (Paper paper = new Paper(pdf(List.of(leaflet(village, Optional.of(programCode)))))) {
            assertThat(paper.codes(1)).containsExactlyInAnyOrder(code.scene(), code.address(URL));
            keepPicture(paper, "leaflet-program.png");
        }
    }

    @Test
    void everyFontIsEmbeddedInPart() throws IOException {
        byte[] pdf = pdf(List.of(named("巴岱村")));
        try (Paper paper = new Paper(pdf)) {
            assertThat(paper.fonts(1)).hasSize(2).allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).contains("NotoSansCJKsc");
            });
            assertThat(pdf.length).isLessThan(400_000);
        }
    }

    @Test
    void everyVillageOfTheBannerHasItsPageWithItsWholeName() throws IOException {
        List<Unit> villages = villagesOfTheBanner();
        assertThat(villages).hasSizeGreaterThan(200);
        try (Paper paper = new Paper(pdf(villages.stream()
                .map(village -> leaflet(village, Optional.empty()))
                .toList()))) {
            assertThat(paper.pages()).isEqualTo(villages.size());
            for (int i = 0; i < villages.size(); i++) {
                assertThat(paper.text(i + 1))
                        .contains(villages.get(i).name(), villages.get(i).code())
                        .doesNotContain("〓");
            }
        }
    }

    @Test
    void everyUnitNameWeShipAndEveryWordOfThePageCanBePrinted() {
        Typeface type = new Typeface();
        assertThat(UNITS.within(UnitRange.ALL))
                .hasSizeGreaterThan(15_000)
                .allSatisfy(unit -> assertThat(type.printable(unit.name())).isEqualTo(unit.name()));
        assertThat(MESSAGES.keys(Language.ZH))
                .filteredOn(key -> key.startsWith("leaflet."))
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> {
                    String text = MESSAGES.text(Language.ZH, key);
                    assertThat(type.printable(text)).isEqualTo(text);
                });
    }

    /** Text can be there for the machine and not for the eye. */
    @Test
    void whatIsWrittenIsAlsoSeen() throws IOException {
        try (Paper paper = new Paper(pdf(List.of(named("巴"), named("㘵"), named("𡐓"), named("　"))))) {
            int blank = reddish(paper.picture(4, 72));
            for (int page = 1; page <= 3; page++) {
                assertThat(reddish(paper.picture(page, 72))).as("page " + page).isGreaterThan(blank + 150);
            }
        }
    }

    /** Points in the colour of the village's name, where it stands. */
    private static int reddish(BufferedImage picture) {
        int found = 0;
        for (int y = 160; y < 225; y++) {
            for (int x = 40; x < 555; x++) {
                int colour = picture.getRGB(x, y);
                if ((colour >> 16 & 0xff) > 150 && (colour & 0xff) < 120) {
                    found++;
                }
            }
        }
        return found;
    }

    @Test
    void rareCharactersOfVillageNamesArePrintedAndUnknownOnesAreLeftToTheHand() throws IOException {
        try (Paper paper = new Paper(pdf(List.of(named("㘵䶮㴩䢺𡐓村"), named("\uE08B家村"))))) {
            assertThat(paper.text(1)).contains("㘵䶮㴩䢺𡐓村");
            assertThat(paper.text(2)).contains("〓家村");
        }
    }

    /** For the eye: under target, whoever changes the page looks at them. */
    private static void keepPicture(Paper paper, String name) throws IOException {
        BufferedImage picture = paper.picture(1, 110);
        Path folder = Files.createDirectories(Path.of("target", "leaflets"));
        ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }

    @Test
    void aVeryLongNameStaysOnThePage() throws IOException {
        String longest = UNITS.within(UnitRange.ALL).stream()
                .filter(Unit::isVillage)
                .map(Unit::name)
                .max(java.util.Comparator.comparingInt(String::length))
                .orElseThrow();
        try (Paper paper = new Paper(pdf(List.of(named(longest))))) {
            assertThat(paper.text(1)).contains(longest);
            BufferedImage picture = paper.picture(1, 72);
            for (int y = 0; y < picture.getHeight(); y++) {
                if (y > 130) { // below the band that runs to the edge
                    assertThat(picture.getRGB(8, y) & 0xffffff).isEqualTo(0xffffff);
                    assertThat(picture.getRGB(586, y) & 0xffffff).isEqualTo(0xffffff);
                }
            }
            keepPicture(paper, "leaflet-long.png");
        }
    }
}
