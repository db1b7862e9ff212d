package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that appears under its name complete, on disk, or not at all, whenever we are killed. */
final class CompleteDirectory {
    interface Content {
        /** Creates the directory, which does not exist yet, and all in it. */
        void fill(Path aside) throws IOException;
    }

    private CompleteDirectory() {}

    /** What an earlier, killed attempt left is thrown away. */
    static void build(Path target, Content content) throws IOException {
        Path aside = target.resolveSibling(target.getFileName() + ".tmp");
        delete(aside);
        content.fill(aside);
        Command.run(
                "sync",
                "-f",
                aside.toString()); // one call for a thousand small files; without the tool the kernel decides
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(target.getParent())) {
            parent.force(true);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(directory)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
