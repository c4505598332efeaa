-- What people set beside the inventory: how devices are really reached, and which record of a sort is the default one.

CREATE TABLE ${prefix}device_override (
    device VARCHAR(512) ${ordered} NOT NULL PRIMARY KEY,
    disabled BOOLEAN NOT NULL,
    document ${text} NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- one row a sort, so there are never two defaults
CREATE TABLE ${prefix}default_choice (
    kind VARCHAR(32) NOT NULL PRIMARY KEY,
    name VARCHAR(512) ${ordered} NOT NULL
);
