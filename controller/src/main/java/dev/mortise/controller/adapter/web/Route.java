package dev.mortise.controller.adapter.web;

import io.javalin.http.Handler;

/** One entry of the API: what {@code openapi.yaml} describes, no more and no less; and who may use it. */
record Route(String method, String path, Need need, Handler handler) {

    boolean acts() {
        return method.equals("POST");
    }
}
