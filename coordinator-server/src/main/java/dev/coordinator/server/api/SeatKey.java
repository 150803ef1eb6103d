package dev.coordinator.server.api;

import dev.coordinator.server.lease.InstanceId;
import dev.coordinator.server.lease.PoolName;

/** Names a seat in the whole cluster. */
record SeatKey(PoolName pool, InstanceId instance) {}
