package dev.coordinator.client.fencing;

import dev.coordinator.client.Epoch;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A text in an object store, found through a manifest: one small object with the epoch and the key of the text. */
final class FencedState {

    private static final String MANIFEST = "billing/manifest";
    private static final int ATTEMPTS = 100;

    private final ObjectStore store;

    FencedState(ObjectStore store) {
        this.store = store;
    }

    // region state
    /** Begins a reign: from here on no earlier epoch can write. Before this, what is read can still change. */
    void claim(Epoch epoch) throws IOException, InterruptedException, FencedException {
        turn(epoch, Manifest::key);
    }

    /** Replaces the text by what the change makes of it. */
    void update(Epoch epoch, UnaryOperator<String> change) throws IOException, InterruptedException, FencedException {
        turn(epoch, manifest -> {
            String key = "billing/state/" + epoch + "-" + UUID.randomUUID();
            if (!store.create(key, change.apply(text(manifest)))) {
                throw new IOException(key + " exists already");
            }
            return key;
        });
    }

    /** Compares epochs and writes in one step: the store takes the write only if the manifest is still the one compared. */
    private void turn(Epoch epoch, NextKey next) throws IOException, InterruptedException, FencedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ObjectStore.Stored> read = store.get(MANIFEST);
            Manifest manifest = manifest(read);
            if (manifest.epoch() > epoch.number()) {
                throw new FencedException(epoch, new Epoch(manifest.epoch()));
            }
            String body = epoch + " " + next.after(manifest);
            boolean written = read.isEmpty() ? store.create(MANIFEST, body) : store.replace(MANIFEST, read.get(), body);
            if (written) {
                return;
            }
        }
        throw new IOException("others wrote each time, " + ATTEMPTS + " times");
    }
    // endregion

    String read() throws IOException, InterruptedException {
        return text(manifest(store.get(MANIFEST)));
    }

    private String text(Manifest manifest) throws IOException, InterruptedException {
        if (manifest.key().isEmpty()) {
            return "";
        }
        return store.get(manifest.key())
                .orElseThrow(() -> new IOException(manifest.key() + " is missing"))
                .body();
    }

    private static Manifest manifest(Optional<ObjectStore.Stored> read) {
        if (read.isEmpty()) {
            return new Manifest(0, "");
        }
        String body = read.get().body();
        int space = body.indexOf(' ');
        return new Manifest(Long.parseLong(body.substring(0, space)), body.substring(space + 1));
    }

    private record Manifest(long epoch, String key) {}

    private interface NextKey {
        String after(Manifest manifest) throws IOException, InterruptedException;
    }
}
