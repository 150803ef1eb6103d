-- region schema
CREATE TABLE fence (
    pool  VARCHAR(253) PRIMARY KEY,
    epoch BIGINT NOT NULL
);
INSERT INTO fence (pool, epoch) VALUES ('billing', 0);
-- endregion

CREATE TABLE entry (
    id       VARCHAR(64) PRIMARY KEY,
    position BIGINT GENERATED ALWAYS AS IDENTITY,
    account  VARCHAR(64) NOT NULL,
    cents    BIGINT NOT NULL,
    epoch    BIGINT NOT NULL
);
CREATE TABLE account (
    name  VARCHAR(64) PRIMARY KEY,
    cents BIGINT NOT NULL
);
