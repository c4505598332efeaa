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

-- agents as people set them up; their sessions refer to them by name
CREATE TABLE ${prefix}agent (
    name VARCHAR(512) ${ordered} NOT NULL PRIMARY KEY,
    type VARCHAR(512) NOT NULL,
    enabled BOOLEAN NOT NULL,
    document ${text} NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- sealed is the provider's key, if it is kept here
CREATE TABLE ${prefix}llm_provider (
    name VARCHAR(512) ${ordered} NOT NULL PRIMARY KEY,
    enabled BOOLEAN NOT NULL,
    document ${text} NOT NULL,
    key_id VARCHAR(255),
    sealed ${bytes},
    version BIGINT NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
