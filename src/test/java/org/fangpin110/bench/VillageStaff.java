package org.fangpin110.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fangpin110.unit.Unit;

/** The people of the villages, signed in with the demo accounts a development node made at its first start. */
final class VillageStaff {
    /** One village's person and the one above; {@code village} is its place among the villages reports go to. */
    record Member(int village, byte[] token, byte[] above) {}

    private VillageStaff() {}

    /** So many of the villages, spread over the banner, with their townships. */
    static List<Member> signIn(ServerProcess node, List<Unit> villages, int count) throws IOException {
        String below = password(node, "village-", "VILLAGE");
        String above = password(node, "town-", "TOWNSHIP");
        HttpClient client = HttpClient.newHttpClient();
        Map<String, byte[]> townships = new HashMap<>();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int village = i * villages.size() / count;
            String code = villages.get(village).code();
            String township = "town-" + code.substring(0, 9);
            if (!townships.containsKey(township)) {
                townships.put(township, token(client, node.port(), township, above));
            }
            byte[] own = token(client, node.port(), "village-" + code, below);
            members.add(new Member(village, own, townships.get(township)));
        }
        return members;
    }

    private static String password(ServerProcess node, String account, String role) throws IOException {
        return node.log().stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 2 && words[0].startsWith(account) && words[2].equals(role))
                .findFirst()
                .orElseThrow(() -> new IOException("The node told no demo accounts; it needs an empty directory"))[1];
    }

    private static byte[] token(HttpClient client, int port, String account, String password) throws IOException {
        JsonObject wish = new JsonObject().put("account", account).put("password", password);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/staff-sessions"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish.encode()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("Sign-in of staff answered " + answer.statusCode() + " " + answer.body());
            }
            return Bytes.ascii(new JsonObject(answer.body()).getString("accessToken"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
