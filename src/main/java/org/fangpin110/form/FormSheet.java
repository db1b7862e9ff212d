package org.fangpin110.form;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.fangpin110.platform.paper.Typeface;

/** A filled form on A4, as offices file them: table by section, lines to sign on, place for the seal. Blocks; for one document. */
final class FormSheet {
    private static final Color SHADE = new Color(0xee, 0xee, 0xee);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    /** Longer answers get a row of their own. */
    private static final float SHORT = 14;
    /** What a row holds at this size of type. */
    private static final float PAGE_EMS = 49;

    /** @param unit whose paper it is, from the banner down */
    record Heading(String unit, String receiptNo) {}

    private final Form form;
    private final FormWords words;
    private final FormText text;
    private final Typeface type = new Typeface();
    private final Font plain = new Font(type.regular, 10);
    private final Font bold = new Font(type.bold, 10);

    FormSheet(Form form, FormWords words) {
        this.form = form;
        this.words = words;
        this.text = new FormText(words);
    }

    byte[] pdf(CaseForm filled, JsonObject data, Heading heading, Instant printedAt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, 50, 50, 50, 56);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setFullCompression();
        String printed = words.text("form.print.printed", MINUTE.format(printedAt.atZone(FieldChecks.CHINA)));
        writer.setPageEvent(new FormFoot(type, words, heading.receiptNo(), printed));
        document.addTitle(words.title(form.code()));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("zh-CN"));
        document.open();
        title(document, filled, heading);
        document.add(table(data));
        document.add(signatures());
        document.close();
        return out.toByteArray();
    }

    private void title(Document document, CaseForm filled, Heading heading) {
        Paragraph title = new Paragraph(write(words.title(form.code())), new Font(type.bold, 19));
        title.setAlignment(Element.ALIGN_CENTER);
        title.setSpacingAfter(12);
        document.add(title);
        PdfPTable line = new PdfPTable(new float[] {58, 42});
        line.setWidthPercentage(100);
        line.addCell(bare(words.text("form.print.unit", heading.unit()), Element.ALIGN_LEFT));
        line.addCell(bare(words.text("form.print.receipt", heading.receiptNo()), Element.ALIGN_RIGHT));
        line.setSpacingAfter(4);
        document.add(line);
        if (filled.corrects() != null) {
            document.add(new Paragraph(write(words.text("form.print.correction")), bold));
        }
    }

    private PdfPTable table(JsonObject data) {
        PdfPTable table = new PdfPTable(new float[] {19, 31, 19, 31});
        table.setWidthPercentage(100);
        String section = "";
        Answers answers = new Answers(table);
        for (String name : form.fields()) {
            JsonObject field = form.field(name);
            if (!field.getString("x-section").equals(section)) {
                answers.endRow();
                section = field.getString("x-section");
                table.addCell(cell(words.section(section), 4, bold, SHADE));
            }
            String label = words.field(form.code(), name);
            if (data.getValue(name) instanceof JsonArray list && isTable(field)) {
                answers.endRow();
                list(table, answers, label, field.getJsonObject("items"), HouseholdRules.objects(list));
            } else {
                answers.add(label, text.of(form.code(), field, data.getValue(name)));
            }
        }
        answers.endRow();
        return table;
    }

    /** Questions and answers, two to a row; a longer answer has a row of its own. */
    private final class Answers {
        private final PdfPTable table;
        private boolean halfOpen;

        Answers(PdfPTable table) {
            this.table = table;
        }

        void add(String label, String answer) {
            boolean longer = ems(answer) > SHORT;
            if (longer) {
                endRow();
            }
            table.addCell(cell(label, 1, plain, SHADE));
            table.addCell(cell(answer, longer ? 3 : 1, plain, null));
            halfOpen = longer ? halfOpen : !halfOpen;
        }

        void endRow() {
            if (halfOpen) {
                table.addCell(cell("", 2, plain, null));
            }
            halfOpen = false;
        }
    }

    private static boolean isTable(JsonObject field) {
        return field.getJsonObject("items").getString("type").equals("object");
    }

    /** A row for each item where the columns have room on the page, else a block for each. What nobody filled is left out. */
    private void list(PdfPTable table, Answers answers, String label, JsonObject item, List<JsonObject> items) {
        JsonObject properties = item.getJsonObject("properties");
        List<String> columns = properties.fieldNames().stream()
                .filter(name -> items.stream().anyMatch(one -> one.containsKey(name)))
                .toList();
        float[] widths = new float[columns.size() + 1];
        widths[0] = 3;
        float sum = widths[0];
        for (int i = 0; i < columns.size(); i++) {
            widths[i + 1] = width(columns.get(i), properties, items);
            sum += widths[i + 1];
        }
        if (sum <= PAGE_EMS) {
            PdfPCell inner = new PdfPCell(rows(label, columns, widths, properties, items));
            inner.setColspan(4);
            inner.setPadding(0);
            table.addCell(inner);
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            JsonObject one = items.get(i);
            table.addCell(cell(label + " " + (i + 1), 4, plain, SHADE));
            columns.stream()
                    .filter(one::containsKey)
                    .forEach(name -> answers.add(words.field(form.code(), name), answer(one, name, properties)));
            answers.endRow();
        }
    }

    /** Enough for its longest answer in one line, or for a dozen characters of a longer one; the head may take two. */
    private float width(String name, JsonObject properties, List<JsonObject> items) {
        float widest = ems(words.field(form.code(), name)) / 2;
        for (JsonObject one : items) {
            widest = Math.max(widest, Math.min(12, ems(answer(one, name, properties))));
        }
        return widest + 1.2f;
    }

    private PdfPTable rows(
            String label, List<String> columns, float[] widths, JsonObject properties, List<JsonObject> items) {
        PdfPTable rows = new PdfPTable(widths);
        rows.setWidthPercentage(100);
        rows.addCell(cell(label, columns.size() + 1, plain, SHADE));
        rows.addCell(cell(words.text("form.print.number"), 1, plain, SHADE));
        columns.forEach(name -> rows.addCell(cell(words.field(form.code(), name), 1, plain, SHADE)));
        for (int i = 0; i < items.size(); i++) {
            rows.addCell(cell(String.valueOf(i + 1), 1, plain, null));
            for (String name : columns) {
                rows.addCell(cell(answer(items.get(i), name, properties), 1, plain, null));
            }
        }
        return rows;
    }

    private String answer(JsonObject one, String name, JsonObject properties) {
        return text.of(form.code(), properties.getJsonObject(name), one.getValue(name));
    }

    /** Widths in characters of the full width. */
    private float ems(String words) {
        return type.regular.getWidthPoint(words, 1);
    }

    /** Kept on one page together. */
    private PdfPTable signatures() {
        PdfPTable lines = new PdfPTable(2);
        lines.setWidthPercentage(100);
        lines.setSpacingBefore(26);
        lines.setKeepTogether(true);
        List<String> signers = form.signatures();
        signers.forEach(signer -> {
            PdfPCell cell = bare(words.text("form.sign." + signer), Element.ALIGN_LEFT);
            cell.setMinimumHeight(34);
            lines.addCell(cell);
        });
        if (signers.size() % 2 == 1) {
            lines.addCell(bare("", Element.ALIGN_LEFT));
        }
        PdfPCell date = bare(words.text("form.print.date"), Element.ALIGN_RIGHT);
        date.setColspan(2);
        lines.addCell(date);
        return lines;
    }

    private PdfPCell bare(String words, int alignment) {
        PdfPCell cell = new PdfPCell(new Phrase(write(words), plain));
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setHorizontalAlignment(alignment);
        return cell;
    }

    private PdfPCell cell(String words, int columns, Font font, Color shade) {
        PdfPCell cell = new PdfPCell(new Phrase(14, write(words), font));
        cell.setColspan(columns);
        cell.setPadding(4);
        cell.setPaddingBottom(6);
        cell.setBorderWidth(0.5f);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        if (shade != null) {
            cell.setBackgroundColor(shade);
        }
        return cell;
    }

    private String write(String text) {
        return type.printable(text.replace('\n', ' '));
    }
}
