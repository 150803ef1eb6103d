import createClient from "openapi-fetch";
import type { paths } from "./api";

const client = createClient<paths>({ baseUrl: process.argv[2] });

const checkIn = await client.POST("/v1/pools/{pool}/instances/{instance_id}:checkIn", {
    params: { path: { pool: "generated", instance_id: "a" } },
    body: { address: "10.0.0.1:80", priority: 1 },
});
if (checkIn.data?.role !== "ROLE_PRIMARY") {
    throw new Error("not primary: " + JSON.stringify(checkIn));
}
console.log(checkIn.data.epoch, checkIn.data.leaseValidMs);
