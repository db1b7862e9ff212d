package org.fangpin110.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Tuple;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.PhotoForm;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Photos through the public door: at most three, without position, and nothing that is no photo. */
class PhotoUploadIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());
    private final String receiptNo =
            resident.submit(UUID.randomUUID(), Reports.crackedWall()).json().getString("receiptNo");

    @Test
    void positionAndCameraDataAreGoneFromWhatIsKept() {
        byte[] fromAPhone = TestPhotos.withExif(TestPhotos.jpeg(640, 480), 6, ByteOrder.BIG_ENDIAN);

        Answer stored = upload(UUID.randomUUID(), fromAPhone);
        byte[] kept = photo(stored);

        assertThat(new String(fromAPhone, ISO_8859_1)).contains(TestPhotos.GPS_MARK);
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("Exif", TestPhotos.GPS_MARK);
        assertThat(stored.json().getInteger("height")).isEqualTo(640);
    }

    @Test
    void whatLiesInTheDatabaseIsEncrypted() {
        upload(UUID.randomUUID(), TestPhotos.jpeg(64, 48));

        byte[] stored = APP.pool()
                .preparedQuery("select content from attachment_content limit 1")
                .execute()
                .await()
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();

        assertThat(new String(stored, ISO_8859_1)).doesNotContain("JFIF");
        assertThat(Arrays.copyOf(stored, 2)).isNotEqualTo(new byte[] {(byte) 0xff, (byte) 0xd8});
    }

    @Test
    void aPngIsKeptAsAJpeg() {
        Answer stored = upload(UUID.randomUUID(), TestPhotos.png(120, 80));

        assertThat(stored.json().getString("mediaType")).isEqualTo("image/jpeg");
        assertThat(photo(stored)).startsWith((byte) 0xff, (byte) 0xd8);
    }

    @Test
    void theNameDoesNotMakeItAPhoto() {
        for (byte[] content : List.of(
                "<html><script>alert(1)</script>".getBytes(ISO_8859_1),
                "%PDF-1.7".getBytes(ISO_8859_1),
                "GIF89a;;;;;;;;".getBytes(ISO_8859_1),
                new byte[0],
                Arrays.copyOf(TestPhotos.jpeg(64, 48), 200))) {
            Answer refused = upload(UUID.randomUUID(), content);

            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.problem()).startsWith("photo-");
            assertThat(refused.json().getString("title")).matches(".*[\\u4e00-\\u9fff].*");
        }
        assertThat(stored()).isZero();
    }

    @Test
    void sixMegabytesAreTooMuch() {
        Answer refused = upload(UUID.randomUUID(), Arrays.copyOf(TestPhotos.jpeg(64, 48), 6 * 1024 * 1024));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("photo-too-large");
        assertThat(stored()).isZero();
    }

    @Test
    void theFourthPhotoIsRefused() {
        for (int i = 0; i < 3; i++) {
            assertThat(upload(UUID.randomUUID(), TestPhotos.jpeg(64 + i, 48)).status())
                    .isEqualTo(201);
        }

        Answer fourth = upload(UUID.randomUUID(), TestPhotos.jpeg(70, 48));

        assertThat(fourth.status()).isEqualTo(409);
        assertThat(fourth.problem()).isEqualTo("too-many-photos");
    }

    @Test
    void theSameKeyAgainIsTheSamePhoto() {
        UUID key = UUID.randomUUID();
        byte[] photo = TestPhotos.jpeg(64, 48);
        Answer first = upload(key, photo);

        Answer again = upload(key, photo);
        Answer other = upload(key, TestPhotos.jpeg(65, 48));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void ofParallelUploadsNeverMoreThanThreeAreKept() {
        List<Answer> answers = AtOnce.run(8, i -> upload(UUID.randomUUID(), TestPhotos.jpeg(64 + i, 48)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(5);
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void theSameUploadAtOnceIsOnePhoto() {
        UUID key = UUID.randomUUID();
        byte[] photo = TestPhotos.jpeg(64, 48);

        List<Answer> answers = AtOnce.run(8, i -> upload(key, photo));

        assertThat(answers).extracting(Answer::text).containsOnly(answers.get(0).text());
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void anothersPhotoIsNotThere() {
        Answer stored = upload(UUID.randomUUID(), TestPhotos.jpeg(64, 48));
        String path =
                "/api/v1/reports/" + receiptNo + "/photos/" + stored.json().getString("photoId");

        assertThat(APP.resident("curious").get(path).status()).isEqualTo(404);
        assertThat(PhotoForm.upload(APP.resident("curious"), receiptNo, UUID.randomUUID(), TestPhotos.jpeg(64, 48))
                        .status())
                .isEqualTo(404);
    }

    private Answer upload(UUID key, byte[] content) {
        return PhotoForm.upload(resident, receiptNo, key, content);
    }

    private byte[] photo(Answer stored) {
        return resident.get("/api/v1/reports/" + receiptNo + "/photos/"
                        + stored.json().getString("photoId"))
                .bytes();
    }

    private int stored() {
        return APP.pool()
                .preparedQuery(
                        """
                        select count(*)::int from attachment a join report r on r.id = a.report_id where r.receipt_no = $1""")
                .execute(Tuple.of(receiptNo))
                .await()
                .iterator()
                .next()
                .getInteger(0);
    }
}
