import { Metadata, status, type ServiceError } from "@grpc/grpc-js";

/** What a client sees of a node that goes away. */
export function unavailable(): ServiceError {
  return Object.assign(new Error("unavailable"), { code: status.UNAVAILABLE, details: "unavailable", metadata: new Metadata() });
}
