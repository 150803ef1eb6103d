package dev.coordinator.server.lease;

/** The incarnation that has a seat, and the address that it reported. */
public record Occupant(Incarnation incarnation, String address) {

    @Override
    public String toString() {
        return "incarnation " + incarnation + (address.isEmpty() ? "" : " at " + address);
    }
}
