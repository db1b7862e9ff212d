package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How this machine lets us start postgres, which refuses to run as root: the words to put before the command, all of which only exec so
 * that the pid stays, and the user who must own the files when that is not simply us.
 *
 * <p>{@code setsid}: else Ctrl-C in a terminal stops the server before the application has drained. {@code setpriv --pdeathsig}: the
 * server stops cleanly when our thread dies with the JVM; it comes last because unshare and a change of user both clear it.
 */
record LaunchMode(List<String> prefix, Optional<String> owner) {
    private static final String ROOT = "root";
    private static final String NOBODY = "65534";
    private static final String STOP_WITH_US = " setpriv --pdeathsig INT -- ";

    static final List<LaunchMode> FOR_ORDINARY_USERS =
            List.of(of(null, "setsid" + STOP_WITH_US), of(null, "setsid"), of(null, ""));

    /** In a user namespace the files stay root's; containers often forbid it, then the files go to another user. */
    static final List<LaunchMode> FOR_ROOT = List.of(
            of(ROOT, "setsid unshare --user --" + STOP_WITH_US),
            of(ROOT, "setsid unshare --user --"),
            of("postgres", "setsid setpriv --reuid postgres --regid postgres --clear-groups --" + STOP_WITH_US),
            of(NOBODY, "setsid setpriv --reuid 65534 --regid 65534 --clear-groups --" + STOP_WITH_US),
            of(NOBODY, "setpriv --reuid 65534 --regid 65534 --clear-groups --"));

    static LaunchMode detect() {
        List<LaunchMode> candidates = isRoot() ? FOR_ROOT : FOR_ORDINARY_USERS;
        return candidates.stream()
                .filter(LaunchMode::worksHere)
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "PostgreSQL 不能以 root 身份运行,而本机既不允许用户命名空间,也没有 setpriv;请用普通用户启动,或用 DATABASE_URL 指定外部数据库。",
                        "PostgreSQL refuses to run as root and neither user namespaces nor setpriv work here:"
                                + " start as an ordinary user or name a database in DATABASE_URL."));
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    private static LaunchMode of(String owner, String words) {
        List<String> prefix =
                Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
        return new LaunchMode(prefix, Optional.ofNullable(owner));
    }

    private boolean worksHere() {
        return Command.run(command("true"), "").succeeded();
    }

    List<String> command(String... program) {
        List<String> command = new ArrayList<>(prefix);
        Collections.addAll(command, program);
        return command;
    }

    /** Gives the files to the user the server runs as; the home itself last, so that its owner tells whether all is done. */
    void adopt(Path home) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        if (owner.get().equals(ROOT) && Files.getAttribute(home, "unix:uid").equals(0)) {
            return;
        }
        UserPrincipal user =
                home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
        List<Path> tree;
        try (Stream<Path> walk = Files.walk(home)) {
            tree = new ArrayList<>(walk.toList());
        }
        Collections.reverse(tree);
        for (Path path : tree) {
            FileOwnerAttributeView view =
                    Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (!view.getOwner().equals(user)) {
                view.setOwner(user);
            }
        }
        checkReachable(home);
    }

    /** The home is the user's own now, but a directory above it may be closed to others, like /root. */
    private void checkReachable(Path home) {
        if (!Command.run(command("sh", "-c", "test -w \"$0\"", home.toString()), "")
                .succeeded()) {
            throw new EmbeddedPostgresException(
                    "此环境中 PostgreSQL 须以用户 " + owner.orElseThrow() + " 的身份运行,但该用户进不了 " + home
                            + ";请把数据目录放到其可进入的位置(例如 /var/lib 之下),或用普通用户启动。",
                    "PostgreSQL must run as another user here, who cannot enter its directory:"
                            + " put it where that user may go, such as under /var/lib, or start as an ordinary user.");
        }
    }
}
