package dev.mortise.controller.adapter.web;

import io.javalin.http.Handler;

/** One entry of the API: what {@code openapi.yaml} describes, no more and no less. */
record Route(String method, String path, Handler handler) {}
