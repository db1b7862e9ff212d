package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster on disk. It exists complete, with our user and database in it, or not at all. */
record DataDirectory(Path path, PostgresBinaries binaries, LaunchMode mode) {
    static final String USER = "fangpin110";
    static final String DATABASE = "fangpin110";
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
    private static final int FIRST_WITH_BUILTIN_LOCALES = 17;

    /** Text is ordered by code point whatever we find; with plain C as character type pg_trgm would see no Chinese, so it comes last. */
    private static final List<String> CHARACTER_TYPES = List.of("C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8", "C");

    /** The command of the server; {@link Orphans} recognises it by its end. */
    List<String> postgres() {
        return mode.command(binaries.postgres(), "-D", path.toString());
    }

    void checkVersion() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        String found = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!found.equals(Integer.toString(binaries.major()))) {
            throw new EmbeddedPostgresException(
                    "数据目录 " + path + " 属于 PostgreSQL " + found + ",而现有程序是 " + binaries.major()
                            + " 版;数据未改动,请用 PG_BIN 指定 " + found + " 版程序,或导出后再导入。",
                    "the data belong to PostgreSQL " + found + " but the programs are version " + binaries.major()
                            + "; nothing was touched: name matching programs in PG_BIN, or export and import.");
        }
    }

    void initialise(Password password) throws IOException {
        if (!Files.exists(path)) {
            CompleteDirectory.build(path, aside -> {
                create(aside, password);
                Files.writeString(
                        aside.resolve("postgresql.conf"),
                        "\n# rewritten at each start\ninclude_if_exists = 'app.conf'\n",
                        StandardOpenOption.APPEND);
                execute(aside, "create database " + DATABASE);
            });
        } else if (password.isNew()) {
            log.atWarn().log("the password file was gone, the server gets a new password");
            execute(path, "alter role " + USER + " password '" + password.value() + "'");
        }
    }

    private void create(Path aside, Password password) throws IOException {
        Command.Result result = null;
        for (String characterType : CHARACTER_TYPES) {
            CompleteDirectory.delete(aside);
            result = Command.run(initdb(aside, password, characterType), "");
            if (result.succeeded()) {
                log.atInfo().addKeyValue("characterType", characterType).log("database cluster created");
                return;
            }
            if (!result.output().contains("invalid locale name")) {
                break;
            }
        }
        throw new EmbeddedPostgresException(
                "无法建立数据库(initdb):" + result.output(), "initdb could not create the database.");
    }

    private List<String> initdb(Path aside, Password password, String characterType) {
        List<String> command = new ArrayList<>(mode.command(binaries.initdb(), "-D", aside.toString(), "-U", USER));
        Collections.addAll(
                command,
                "-k",
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.file().toString());
        Collections.addAll(command, "-E", "UTF8", "--locale=C", "--lc-ctype=" + characterType);
        if (binaries.major() < FIRST_WITH_BUILTIN_LOCALES) {
            command.add("--locale-provider=libc");
        } else { // the same sort order for ever: an upgraded libc cannot break an index
            Collections.addAll(command, "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
        }
        return command;
    }

    /** Without a running server and without a login. Single-user mode reports errors in its output only. */
    private void execute(Path data, String statement) {
        List<String> command = mode.command(binaries.postgres(), "--single", "-D", data.toString(), "postgres");
        Command.Result result = Command.run(command, statement + ";\n");
        if (!result.succeeded() || result.output().contains("ERROR:")) {
            throw new EmbeddedPostgresException(
                    "无法初始化数据库:" + result.output(), "the database could not be initialised.");
        }
    }

    void write(String settings) throws IOException {
        Path file = path.resolve("app.conf");
        Files.writeString(file, settings);
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString("rw-r--r--")); // perhaps another user's server reads it
    }
}
