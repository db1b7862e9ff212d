package org.fangpin110.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The server's programs: those of PG_BIN, else the packed ones, unpacked once into the home. */
record PostgresBinaries(Path directory, int major) {
    static final int OLDEST_MAJOR = 15;
    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String PACKED = "/postgres-linux-x86_64.txz";
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    static PostgresBinaries locate(Path home, Optional<Path> systemBinaries) throws IOException {
        if (systemBinaries.isEmpty()) {
            checkPlatform();
        }
        Path directory = systemBinaries.isPresent()
                ? systemBinaries.get().toAbsolutePath()
                : unpacked(home).resolve("bin");
        int major = majorOf(directory.resolve("postgres"));
        if (major < OLDEST_MAJOR) {
            throw new EmbeddedPostgresException(
                    "PG_BIN 中的 PostgreSQL 是 " + major + " 版,至少需要 " + OLDEST_MAJOR + " 版。",
                    "PostgreSQL in PG_BIN is version " + major + ", at least " + OLDEST_MAJOR + " is needed.");
        }
        return new PostgresBinaries(directory, major);
    }

    String postgres() {
        return directory.resolve("postgres").toString();
    }

    String initdb() {
        return directory.resolve("initdb").toString();
    }

    private static void checkPlatform() {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        if (!system.toLowerCase(Locale.ROOT).equals("linux") || !machine.equals("amd64")) {
            throw new EmbeddedPostgresException(
                    "内置数据库只支持 Linux x86-64,本机为 " + system + " " + machine
                            + ";请用 PG_BIN 指定本机 PostgreSQL 的程序目录,或用 DATABASE_URL 指定外部数据库。",
                    "the packed database runs on Linux x86-64 only: name the programs of an installed PostgreSQL in PG_BIN"
                            + " or a database in DATABASE_URL.");
        }
    }

    private static int majorOf(Path postgres) {
        Command.Result result = Command.run(postgres.toString(), "--version");
        Matcher version = VERSION.matcher(result.output());
        if (!version.find()) {
            throw new EmbeddedPostgresException(
                    "无法运行 " + postgres + "(" + result.output() + ");请检查 PG_BIN,或用 DATABASE_URL 指定外部数据库。",
                    "this program does not run here (the packed one needs glibc):"
                            + " check PG_BIN or name a database in DATABASE_URL.");
        }
        return Integer.parseInt(version.group(1));
    }

    /** Named after the checksum the jar already keeps: a new version gets a new name, and a warm start hashes nothing. */
    private static Path unpacked(Path home) throws IOException {
        URL packed = PostgresBinaries.class.getResource(PACKED);
        if (packed == null || !(packed.openConnection() instanceof JarURLConnection connection)) {
            throw new EmbeddedPostgresException(
                    "程序包中没有内置数据库;请用 PG_BIN 或 DATABASE_URL。",
                    "this build carries no database: use PG_BIN or DATABASE_URL.");
        }
        Path target =
                home.resolve("pg-" + Long.toHexString(connection.getJarEntry().getCrc()));
        if (!Files.exists(target)) {
            log.atInfo().addKeyValue("directory", target).log("unpacking PostgreSQL");
            CompleteDirectory.build(target, aside -> {
                try (InputStream tar = new XZInputStream(connection.getInputStream())) {
                    Tar.unpack(tar, aside);
                }
            });
            deleteOthers(home, target);
        }
        return target;
    }

    private static void deleteOthers(Path home, Path keep) throws IOException {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(home, "pg-*")) {
            for (Path version : versions) {
                if (!version.equals(keep)) {
                    CompleteDirectory.delete(version);
                }
            }
        }
    }
}
