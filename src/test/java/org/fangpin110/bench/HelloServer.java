package org.fangpin110.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;

/** The least an HTTP server of this build can do: the yardstick of what the machine gives. */
final class HelloServer {
    private HelloServer() {}

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
                .deployVerticle(() -> new Hello(port), new DeploymentOptions().setInstances(2))
                .await();
    }

    private static final class Hello extends VerticleBase {
        private final int port;

        Hello(int port) {
            this.port = port;
        }

        @Override
        public Future<HttpServer> start() {
            return vertx.createHttpServer()
                    .requestHandler(request -> request.response().end("hello"))
                    .listen(port, "127.0.0.1");
        }
    }
}
